package dev.meshlab.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.lab.run.Clients;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.explain.Explanation;
import dev.meshlab.mesh.explain.FieldVerdict;
import dev.meshlab.mesh.explain.Reason;
import dev.meshlab.mesh.input.Manifests;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.Mesh;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The findings on which {@code explain} can fail. */
class ExplainFailOnTest {

  private static final Path SAMPLES = Path.of("..", "samples");

  @ParameterizedTest
  @EnumSource(ExplainFailOn.class)
  void areInASampleThatHasSome(ExplainFailOn finding) {
    assertThat(finding.isIn(explained("media-platform"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"broken-canary", "media-platform"})
  void areTheSameInOtherWords(String sample) {
    Explanation usual = explained(sample);
    Explanation reworded =
        new Explanation(
            usual.problems().stream().map(ExplainFailOnTest::reworded).toList(),
            usual.fields().stream().map(ExplainFailOnTest::reworded).toList(),
            usual.advice().stream().map(ExplainFailOnTest::reworded).toList(),
            usual.silenced());

    assertThat(Stream.of(ExplainFailOn.values()).map(finding -> finding.isIn(reworded)))
        .isEqualTo(Stream.of(ExplainFailOn.values()).map(finding -> finding.isIn(usual)).toList());
    assertThat(reworded.problems().isEmpty()).isEqualTo(usual.problems().isEmpty());
  }

  private static Explanation explained(String sample) {
    ManifestSet manifests = Manifests.read(List.of(SAMPLES.resolve(sample)));
    return Explanation.of(manifests, Clients.of(Mesh.of(manifests)));
  }

  private static Diagnostic reworded(Diagnostic from) {
    return new Diagnostic(
        from.id(), from.position(), from.path(), from.value(), "", from.fix(), from.idle());
  }

  private static FieldVerdict reworded(FieldVerdict from) {
    return new FieldVerdict(
        from.position(),
        from.object(),
        from.ofRule(),
        from.path(),
        from.plane(),
        from.verdict(),
        new Reason("", from.because().cause()));
  }
}
