package dev.meshlab.mesh.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.Meshes;
import dev.meshlab.mesh.advice.Advice;
import dev.meshlab.mesh.advice.Advisers;
import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.Adviser;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.input.Manifests;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.progress.HowFar;
import dev.meshlab.mesh.progress.Steps;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Texts are for people alone: with every message in other words, the same manifests get the same
 * advice, with the same corrections, and every field the same verdict.
 */
class RewordedTest {

  static Stream<AdvisedIdea> ideas() {
    return AdvisedIdea.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ideas")
  void adviceIsTheSameInOtherWords(AdvisedIdea idea) {
    ManifestSet written = Manifests.parse("m.yaml", String.join("\n---\n", idea.mistaken()));
    ManifestSet reworded =
        new ManifestSet(
            written.documents(), written.problems().stream().map(RewordedTest::reworded).toList());
    List<Adviser> advisers =
        Advisers.ALL.stream()
            .<Adviser>map(adviser -> context -> reworded(adviser, context))
            .toList();

    Advice usual = advice(Advisers.ALL, written);
    Advice other = advice(advisers, reworded);

    assertThat(other.given())
        .map(RewordedTest::withoutWords)
        .isEqualTo(usual.given().stream().map(RewordedTest::withoutWords).toList());
    assertThat(verdicts(reworded, other)).isEqualTo(verdicts(written, usual));
  }

  private static Advice advice(List<Adviser> advisers, ManifestSet manifests) {
    AdviceContext context = new AdviceContext(manifests, Mesh.of(manifests), Meshes.CLIENT);
    return Advisers.advise(advisers, context, new Steps(HowFar.UNSEEN, advisers.size()));
  }

  private static List<String> verdicts(ManifestSet manifests, Advice advice) {
    Steps steps = new Steps(HowFar.UNSEEN, FieldVerdicts.STEPS);
    return new FieldVerdicts(manifests, Meshes.CLIENT, advice.given(), steps)
        .all().stream()
            .map(field -> field.path() + " " + field.plane() + " " + field.verdict())
            .toList();
  }

  private static List<Diagnostic> reworded(Adviser adviser, AdviceContext context) {
    return adviser.advise(context).stream().map(RewordedTest::reworded).toList();
  }

  private static Diagnostic reworded(Diagnostic diagnostic) {
    return inWords(diagnostic, new StringBuilder(diagnostic.message()).reverse().toString());
  }

  private static Diagnostic withoutWords(Diagnostic diagnostic) {
    return inWords(diagnostic, "");
  }

  private static Diagnostic inWords(Diagnostic from, String message) {
    return new Diagnostic(
        from.id(), from.position(), from.path(), from.value(), message, from.fix(), from.idle());
  }
}
