package dev.meshlab.mesh.explain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.Meshes;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.diagnostic.Exercises;
import dev.meshlab.mesh.explain.DiagnosticsPage.Example;
import dev.meshlab.mesh.input.Manifests;
import dev.meshlab.mesh.input.Source;
import dev.meshlab.mesh.progress.HowFar;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The page of all diagnostics has each of them, with an example that gets it. */
class DiagnosticsPageTest {

  private static final Path PAGE = Path.of("../docs/diagnostics.md");
  private static final String UPDATE = "meshlab.update";
  private static final String COMMAND =
      "mvn -pl mesh -am test -Dtest=DiagnosticsPageTest -Dsurefire.failIfNoSpecifiedTests=false -D"
          + UPDATE
          + "=true";

  static Stream<Example> manifests() throws IOException {
    return Example.all().stream().filter(example -> example.manifest().isPresent());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("manifests")
  void exampleGetsIt(Example example) {
    String text = example.manifest().orElseThrow();
    Source file =
        new Source.Bytes(
            "m.yaml", new ByteArrayInputStream(text.getBytes(UTF_8)), "name files of manifests");
    Explanation explanation =
        Explanation.of(Manifests.readAll(List.of(file), HowFar.UNSEEN), Meshes.CLIENT);

    Stream<DiagnosticId> ids =
        Stream.concat(explanation.problems().stream(), explanation.advice().stream())
            .map(Diagnostic::id);
    Stream<DiagnosticId> causes =
        explanation.fields().stream().flatMap(field -> Stream.ofNullable(field.cause()));
    assertThat(Stream.concat(ids, causes))
        .extracting(DiagnosticId::toString)
        .contains(example.id());
  }

  @ParameterizedTest
  @EnumSource
  void everyIdHasAnExample(DiagnosticId id) throws IOException {
    Stream<String> examples =
        Stream.concat(
            Example.all().stream().map(Example::id), AdvisedIdea.all().map(AdvisedIdea::id));

    assertThat(examples).contains(id.toString());
  }

  @ParameterizedTest
  @EnumSource
  void everyExerciseIsOneOfTheWorkshop(DiagnosticId id) {
    if (!id.exercise().isEmpty()) {
      assertThat(Exercises.names()).contains(id.exercise());
    }
  }

  @Test
  void pageIsWhatTheTableSays() throws IOException {
    String page = DiagnosticsPage.of(COMMAND);
    if (Boolean.getBoolean(UPDATE)) {
      Files.writeString(PAGE, page);
    }

    assertThat(Files.exists(PAGE) ? Files.readString(PAGE) : "")
        .as("docs/diagnostics.md is out of date; write it anew: " + COMMAND)
        .isEqualTo(page);
  }
}
