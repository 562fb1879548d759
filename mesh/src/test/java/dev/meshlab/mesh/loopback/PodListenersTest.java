package dev.meshlab.mesh.loopback;

import static dev.meshlab.mesh.Meshes.CLIENT;
import static dev.meshlab.mesh.Meshes.SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Durations;
import dev.meshlab.mesh.Meshes;
import dev.meshlab.mesh.model.Endpoint;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.translate.SidecarView;
import dev.meshlab.mesh.translate.xds.Resources;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PodListenersTest {

  private static final String HEADLESS = SERVER.replace("10.96.0.10", "None");
  private static final String HOST = "server.default.svc.cluster.local";
  private static final int PORT = 50051;

  private static Resources sidecar(Mesh mesh) {
    return SidecarView.translate(mesh, CLIENT);
  }

  /** The pods run at the loopback ports 1, 2 and 3. */
  private static Map<String, Integer> ports(Mesh mesh) {
    Service service = mesh.services().get(0);
    Map<String, Integer> ports = new LinkedHashMap<>();
    for (Endpoint endpoint : mesh.endpoints(service, service.ports().get(0))) {
      ports.put(endpoint.socket(), ports.size() + 1);
    }
    return ports;
  }

  private static Adapted adapted(String... documents) {
    Mesh mesh = Meshes.of(documents);
    return PodListeners.add(sidecar(mesh), mesh, CLIENT, ports(mesh));
  }

  private static List<Integer> pods(Adapted adapted, String host) {
    return PodListeners.of(adapted.resources(), host, PORT).stream()
        .map(listener -> PodListeners.pod(listener).orElseThrow())
        .toList();
  }

  @Test
  void areOneForEachPodOfAHeadlessService() {
    Adapted adapted = adapted(HEADLESS);

    assertThat(pods(adapted, HOST)).containsExactly(1, 2, 3);
    assertThat(adapted.deviations()).hasSize(2);
  }

  @Test
  void areNotNeededForAServiceWithAnAddress() {
    Mesh mesh = Meshes.of(SERVER);

    assertThat(PodListeners.add(sidecar(mesh), mesh, CLIENT, ports(mesh)))
        .isEqualTo(Adapted.not(sidecar(mesh)));
  }

  @Test
  void leaveOutPodsThatDoNotRunHere() {
    Mesh mesh = Meshes.of(HEADLESS);

    assertThat(PodListeners.add(sidecar(mesh), mesh, CLIENT, Map.of()))
        .isEqualTo(Adapted.not(sidecar(mesh)));
  }

  /** The routes and the clusters are the Service's own, but for how long Envoy remembers pods. */
  @Test
  void doWhatTheListenerOfTheServiceDoes() {
    Mesh mesh = Meshes.of(HEADLESS);
    Listener shared = OwnListeners.serving(sidecar(mesh), HOST, PORT).orElseThrow();
    Adapted adapted = adapted(HEADLESS);

    assertThat(PodListeners.of(adapted.resources(), HOST, PORT))
        .allSatisfy(
            listener -> {
              List<Filter> filters = listener.getFilterChains(0).getFiltersList();
              assertThat(filters.get(0).getName())
                  .isEqualTo("envoy.filters.network.set_filter_state");
              assertThat(filters.subList(1, filters.size()))
                  .isEqualTo(shared.getFilterChains(0).getFiltersList());
            });
    assertThat(adapted.resources().routes()).isEqualTo(sidecar(mesh).routes());
    assertThat(adapted.resources().clusters())
        .allSatisfy(
            cluster -> assertThat(cluster.getCleanupInterval()).isEqualTo(Durations.fromHours(1)))
        .extracting(cluster -> cluster.toBuilder().clearCleanupInterval().build())
        .isEqualTo(sidecar(mesh).clusters());
  }

  @Test
  void areThereForEveryNameOfTheService() {
    String alias =
        "{apiVersion: v1, kind: Service, metadata: {name: alias}, spec: {type: ExternalName, externalName: "
            + HOST
            + "}}";

    assertThat(pods(adapted(HEADLESS, alias), "alias.default.svc.cluster.local"))
        .containsExactly(1, 2, 3);
  }

  @Test
  void areNotMeantByTheListenerOfAnyOtherName() {
    Listener shared = OwnListeners.serving(adapted(HEADLESS).resources(), HOST, PORT).orElseThrow();

    assertThat(PodListeners.pod(shared)).isEmpty();
    assertThat(PodListeners.of(adapted(HEADLESS).resources(), HOST, PORT + 1)).isEmpty();
  }

  @Test
  void leaveTheTypeOfTheClusterAsItIs() {
    assertThat(adapted(HEADLESS).resources().clusters())
        .extracting(Cluster::getType)
        .containsOnly(Cluster.DiscoveryType.ORIGINAL_DST);
  }
}
