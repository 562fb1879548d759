package dev.meshlab.mesh.input;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Struct;
import com.google.protobuf.util.JsonFormat;
import dev.meshlab.mesh.manifest.ManifestSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Broken and doubtful inputs, held to what Istio 1.31's CRDs and {@code istioctl validate} said of
 * each, as recorded in {@code verdicts.json}.
 */
class VerdictsTest {

  private static final Path VERDICTS = Path.of("src/test/resources/verdicts");

  static Stream<Path> inputs() throws IOException {
    try (Stream<Path> files = Files.list(VERDICTS)) {
      return files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList().stream();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("inputs")
  void refusesWhatAClusterWithIstioRefuses(Path input) throws IOException {
    String name = input.getFileName().toString().replace(".yaml", "");
    ManifestSet manifests = Manifests.read(List.of(input));

    assertThat(manifests.hasErrors())
        .as("%s: %s", input, manifests.problems())
        .isEqualTo(isRefused(name));
  }

  /**
   * By the API server or the webhook. Of a Service only istioctl complains: a cluster takes it, and
   * Istio then guesses the protocol.
   */
  private static boolean isRefused(String name) throws IOException {
    Struct.Builder all = Struct.newBuilder();
    JsonFormat.parser().merge(Files.readString(VERDICTS.resolve("verdicts.json")), all);
    Struct verdict = all.getFieldsOrThrow(name).getStructValue();
    String schema = verdict.getFieldsOrThrow("crd_schema_and_cel").getStringValue();
    Struct webhook = verdict.getFieldsOrThrow("istioctl_validate").getStructValue();
    return !schema.equals("not a CRD")
        && (!schema.equals("ok") || webhook.getFieldsOrThrow("rc").getNumberValue() != 0);
  }
}
