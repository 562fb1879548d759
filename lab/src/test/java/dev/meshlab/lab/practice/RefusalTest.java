package dev.meshlab.lab.practice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.lab.exercise.Catalogue;
import dev.meshlab.lab.exercise.Question;
import dev.meshlab.lab.exercise.Step;
import dev.meshlab.lab.practice.PlaneResult.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Manifests of guides that clusters refuse, as the exercises have them, and mended. */
class RefusalTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @TempDir private Path directory;

  /** A step with a refusal, as its exercise has it. */
  private record Refused(Step step, Question.Refusal question) {
    PlaneResult with(Path root, List<String> manifests) {
      return RefusalResult.of("admission", question, new StepMesh(root).refusals(manifests));
    }
  }

  private static List<Refused> steps(String exercise) {
    return Catalogue.read(ROOT.resolve("exercises")).named(List.of(exercise)).stream()
        .flatMap(each -> each.steps().stream())
        .filter(step -> step.question() instanceof Question.Refusal)
        .map(step -> new Refused(step, (Question.Refusal) step.question()))
        .toList();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          ingress-gateway     | protocol: GRPC                 | protocol: HTTPS
          connection-pool     | networking.io                  | networking.istio.io
          locality-distribute | - {from: region1, to: region2} | []
          timeouts            | timeout: 0s                    | timeout: 10s
          """)
  void isOfTheMistakeAlone(String exercise, String mistake, String mended) throws IOException {
    Refused refused = steps(exercise).get(0);
    List<String> manifests = refused.step().manifests();
    String text = Files.readString(ROOT.resolve(manifests.get(0)));
    assertThat(text).contains(mistake);
    Files.writeString(directory.resolve("mended.yaml"), text.replace(mistake, mended));

    PlaneResult asWritten = refused.with(ROOT, manifests);
    assertThat(asWritten.outcome()).as(asWritten.measured()).isEqualTo(Outcome.PASSED);
    PlaneResult after = refused.with(directory, List.of("mended.yaml"));
    assertThat(after.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(after.measured()).isEqualTo("nothing is refused");
  }

  @Test
  void isForTheReasonThatTheStepGives() {
    Refused refused = steps("timeouts").get(0);
    PlaneResult other =
        RefusalResult.of("admission", refused.question(), List.of("another reason"));

    assertThat(other.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(other.met())
        .singleElement()
        .satisfies(met -> assertThat(met.found()).isEqualTo("another reason"));
  }
}
