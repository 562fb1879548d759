package dev.meshlab.mesh.loopback;

import static dev.meshlab.mesh.Meshes.CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.UInt32Value;
import dev.meshlab.mesh.Meshes;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.translate.ProxylessView;
import dev.meshlab.mesh.translate.SidecarView;
import dev.meshlab.mesh.translate.xds.Resources;
import io.envoyproxy.envoy.config.core.v3.SocketAddress;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.endpoint.v3.LbEndpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LocalityLbEndpoints;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoopbackBindingTest {

  private static final Mesh MESH = Meshes.of(Meshes.SERVER);
  private static final Map<String, Integer> ALL =
      Map.of("10.244.0.1:50051", 4001, "10.244.0.2:50051", 4002, "10.244.0.3:50051", 4003);

  @Test
  void movesEndpointsToTheirLoopbackPorts() {
    Resources bound = new LoopbackBinding(ALL).bind(SidecarView.translate(MESH, CLIENT));

    assertThat(addresses(bound))
        .containsExactly("127.0.0.1:4001", "127.0.0.1:4002", "127.0.0.1:4003");
  }

  @Test
  void leavesOutPodsThatDoNotRunAndTheirWeight() {
    Resources bound =
        new LoopbackBinding(Map.of("10.244.0.2:50051", 4002))
            .bind(SidecarView.translate(MESH, CLIENT));

    assertThat(addresses(bound)).containsExactly("127.0.0.1:4002");
    assertThat(bound.endpoints().get(0).getEndpoints(0).getLoadBalancingWeight().getValue())
        .isEqualTo(1);
  }

  @Test
  void keepsAnEmptyAssignmentWhenNothingRuns() {
    Resources bound = new LoopbackBinding(Map.of()).bind(SidecarView.translate(MESH, CLIENT));

    assertThat(bound.endpoints())
        .singleElement()
        .extracting(ClusterLoadAssignment::getEndpointsList)
        .isEqualTo(List.of());
  }

  @Test
  void keepsAWeightThatIsTheAuthorsShare() {
    Resources resources = SidecarView.translate(MESH, CLIENT);
    ClusterLoadAssignment.Builder shared = resources.endpoints().get(0).toBuilder();
    shared.getEndpointsBuilder(0).setLoadBalancingWeight(UInt32Value.of(80));
    Resources given =
        new Resources(
            resources.clusters(),
            List.of(shared.build()),
            resources.listeners(),
            resources.routes());

    Resources bound = new LoopbackBinding(Map.of("10.244.0.2:50051", 4002)).bind(given);

    assertThat(bound.endpoints().get(0).getEndpointsList())
        .extracting((LocalityLbEndpoints l) -> l.getLoadBalancingWeight().getValue())
        .containsExactly(80);
  }

  @Test
  void letsTheSystemPickThePortsOfListeners() {
    Resources bound = new LoopbackBinding(ALL).bind(SidecarView.translate(MESH, CLIENT));

    assertThat(bound.listeners().get(0).getName()).isEqualTo("127.0.0.1_50051");
    assertThat(bound.listeners().get(0).getAddress().getSocketAddress().getPortValue()).isZero();
  }

  @Test
  void leavesApiListenersAlone() {
    Resources resources = ProxylessView.translate(MESH, CLIENT);

    assertThat(new LoopbackBinding(ALL).bind(resources).listeners())
        .isEqualTo(resources.listeners());
  }

  private static List<String> addresses(Resources resources) {
    return resources.endpoints().stream()
        .flatMap(assignment -> assignment.getEndpointsList().stream())
        .flatMap(locality -> locality.getLbEndpointsList().stream())
        .map(LoopbackBindingTest::address)
        .toList();
  }

  private static String address(LbEndpoint endpoint) {
    SocketAddress address = endpoint.getEndpoint().getAddress().getSocketAddress();
    return address.getAddress() + ":" + address.getPortValue();
  }
}
