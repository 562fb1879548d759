package dev.meshlab.mesh.translate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.Meshes;
import dev.meshlab.mesh.comparison.Comparison;
import dev.meshlab.mesh.input.Manifests;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Pod;
import dev.meshlab.mesh.translate.xds.CanonicalJson;
import dev.meshlab.mesh.translate.xds.Resources;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The listeners to which iptables lead, against those that istiod 1.31 sent to the client of a real
 * cluster with the pods and Services of {@code src/test/resources/redirected}.
 */
class InterceptionTest {

  private static final String LONELY = "outbound|9||lonely.default.svc.cluster.local";
  private static final Path FOLDER = Path.of("src/test/resources/redirected");

  private final Mesh mesh = Mesh.of(Manifests.read(List.of(FOLDER.resolve("input.yaml"))));
  private final Pod client =
      mesh.pods().stream()
          .filter(pod -> "client".equals(pod.labels().get("app")))
          .findFirst()
          .orElseThrow();

  private final List<Listener> listeners = SidecarView.intercepting(mesh, client).listeners();

  @Test
  void givesAClientTheListenersThatIstiodSends() throws IOException {
    Comparison comparison =
        Comparison.of(
            Files.readString(FOLDER.resolve("listeners.json")), CanonicalJson.array(listeners));

    assertThat(comparison.differences()).isEmpty();
    assertThat(comparison.equal()).hasSize(21);
  }

  @Test
  void takesRequestsByThePortAndOtherConnectionsByTheAddressThatWasDialled() {
    assertThat(listeners)
        .extracting(Listener::getName)
        .contains("0.0.0.0_50051", "10.96.41.227_50051", "10.244.0.10_50060")
        .doesNotContain(client.ip() + "_50062");
  }

  @Test
  void asksForNoRoutesWhereAHeadlessServiceHasNoPod() {
    Mesh empty =
        Meshes.of(
            """
            apiVersion: v1
            kind: Service
            metadata: {name: lonely}
            spec: {clusterIP: None, selector: {app: lonely}, ports: [{port: 9}]}
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: client, labels: {app: client}}
            spec: {containers: [{name: client, image: client}]}
            """);
    Resources resources = SidecarView.intercepting(empty, empty.pods().get(0));

    assertThat(resources.clusters()).extracting(Cluster::getName).contains(LONELY);
    assertThat(resources.listeners()).isEmpty();
    assertThat(resources.routes()).isEmpty();
  }
}
