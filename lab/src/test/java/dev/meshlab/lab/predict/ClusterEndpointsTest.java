package dev.meshlab.lab.predict;

import static org.assertj.core.api.Assertions.assertThat;

import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.Locality;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.endpoint.v3.LbEndpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LocalityLbEndpoints;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterEndpointsTest {

  private static final Cluster CLUSTER =
      Cluster.newBuilder().setName("c").setType(Cluster.DiscoveryType.EDS).build();

  /** As failoverPriority splits a zone (istio/istio, loadbalancer.go applyFailoverPriorities). */
  @ParameterizedTest
  @CsvSource({"ENVOY, 1 2", "GRPC_JAVA, 3"})
  void aGrpcClientKnowsTheLastOfALocalityOnly(XdsClient dataPlane, String ports) {
    ClusterLoadAssignment assignment =
        ClusterLoadAssignment.newBuilder()
            .setClusterName("c")
            .addEndpoints(zone(0, 1, 2))
            .addEndpoints(zone(1, 3))
            .build();
    ClusterEndpoints endpoints =
        new ClusterEndpoints(dataPlane, List.of(assignment), DialledPods.NONE);

    assertThat(endpoints.of(CLUSTER).map(ClusterEndpointsTest::port))
        .containsExactly(ports.split(" "));
  }

  private static LocalityLbEndpoints zone(int priority, int... ports) {
    LocalityLbEndpoints.Builder zone =
        LocalityLbEndpoints.newBuilder()
            .setPriority(priority)
            .setLocality(Locality.newBuilder().setRegion("r1").setZone("z1"));
    for (int port : ports) {
      zone.addLbEndpointsBuilder()
          .getEndpointBuilder()
          .getAddressBuilder()
          .getSocketAddressBuilder()
          .setPortValue(port);
    }
    return zone.build();
  }

  private static String port(LbEndpoint endpoint) {
    return String.valueOf(endpoint.getEndpoint().getAddress().getSocketAddress().getPortValue());
  }
}
