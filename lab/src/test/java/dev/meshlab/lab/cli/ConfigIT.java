package dev.meshlab.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.Message;
import dev.meshlab.lab.failure.ExitCode;
import dev.meshlab.mesh.input.Manifests;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Locality;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.translate.ProxylessView;
import dev.meshlab.mesh.translate.SidecarView;
import dev.meshlab.mesh.translate.xds.CanonicalJson;
import dev.meshlab.mesh.translate.xds.Resources;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The output of {@code config} for manifests for which istiod's own answer is known. That the
 * translation equals that answer, field by field, is tested beside the translation.
 */
@Timeout(120)
class ConfigIT {

  private static final Path GOLDEN = Path.of("../mesh/src/test/resources/golden/vs-weighted-90-10");

  private static final ClientWorkload CLIENT =
      new ClientWorkload("default", Map.of("app", "grpc-client"), Locality.parse("region1/zone1"));

  @TempDir private Path directory;

  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource({
    "cluster, envoy, clusters.json",
    "endpoint, envoy, endpoints.json",
    "route, envoy, routes.json",
    "listener, envoy, none-listeners.json",
    "cluster, proxyless, proxyless-clusters.json",
    "route, proxyless, proxyless-routes.json"
  })
  void printsTheTranslationForTheClientThatIsNamed(String type, String plane, String golden)
      throws Exception {
    try (LabProcess lab =
        LabProcess.start(
            directory,
            "config",
            type,
            "--plane=" + plane,
            "-f=" + GOLDEN.resolve("input.yaml"),
            "--client-namespace=default",
            "--client-labels=app=grpc-client",
            "--client-locality=region1/zone1")) {
      assertThat(lab.exitCode()).as(lab.stderr()).isZero();
      assertThat(lab.stdout()).isEqualTo(CanonicalJson.array(translation(type, plane)) + "\n");
      assertThat(names(lab.json()))
          .containsExactlyInAnyOrderElementsOf(
              names(new ObjectMapper().readTree(GOLDEN.resolve(golden).toFile())));
    }
  }

  private static List<? extends Message> translation(String type, String plane) {
    Mesh mesh = Mesh.of(Manifests.read(List.of(GOLDEN.resolve("input.yaml"))));
    Resources resources =
        plane.equals("envoy")
            ? SidecarView.translate(mesh, CLIENT)
            : ProxylessView.translate(mesh, CLIENT, ProxylessView.likelyTargets(mesh, CLIENT));
    return switch (type) {
      case "cluster" -> resources.clusters();
      case "endpoint" -> resources.endpoints();
      case "route" -> resources.routes();
      default -> resources.listeners();
    };
  }

  /** istiod's files spell fields as the protos do, ours as proto JSON does. */
  private static List<String> names(JsonNode resources) {
    return StreamSupport.stream(resources.spliterator(), false).map(ConfigIT::name).toList();
  }

  private static String name(JsonNode resource) {
    for (String field : List.of("name", "clusterName", "cluster_name")) {
      if (resource.has(field)) {
        return resource.get(field).asText();
      }
    }
    throw new AssertionError("a resource without a name: " + resource);
  }

  @Test
  void namesTheTypesThatThereAre() throws Exception {
    try (LabProcess lab = LabProcess.start(directory, "config", "clutser")) {
      assertThat(lab.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
      assertThat(lab.stdout()).isEmpty();
      assertThat(lab.stderr()).contains("clutser", "cluster", "endpoint", "route", "listener");
    }
  }
}
