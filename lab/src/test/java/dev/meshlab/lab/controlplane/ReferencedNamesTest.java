package dev.meshlab.lab.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.translate.xds.Resources;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.DiscoveryType;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.WeightedCluster;
import io.envoyproxy.envoy.config.route.v3.WeightedCluster.ClusterWeight;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReferencedNamesTest {
  private static final Cluster STATIC =
      Cluster.newBuilder().setName("static").setType(DiscoveryType.STATIC).build();

  @ParameterizedTest
  @MethodSource
  void followsAListenerToItsEndpoints(Listener listener) {
    assertThat(references(listener).reach(Set.of(SampleResources.LISTENER), false))
        .isEqualTo(
            Map.of(
                XdsType.LDS, Set.of(SampleResources.LISTENER),
                XdsType.RDS, Set.of(SampleResources.ROUTES),
                XdsType.CDS, Set.of("a", "b", "static"),
                XdsType.EDS, Set.of("a", "b"),
                XdsType.SDS, Set.of()));
  }

  static Stream<Listener> followsAListenerToItsEndpoints() {
    return Stream.of(SampleResources.socketListener(), SampleResources.apiListener());
  }

  @Test
  void holdsEveryClusterForAClientThatAsksForAll() {
    Map<XdsType, Set<String>> reach =
        references(SampleResources.socketListener()).reach(Set.of(), true);

    assertThat(reach.get(XdsType.CDS)).containsExactlyInAnyOrder("a", "b", "unused", "static");
    assertThat(reach.get(XdsType.EDS)).containsExactlyInAnyOrder("a", "b", "unused");
  }

  @Test
  void holdsNothingBehindANameThatIsNotThere() {
    assertThat(references(SampleResources.apiListener()).reach(Set.of("not-there"), false).values())
        .allMatch(Set::isEmpty);
  }

  private static ReferencedNames references(Listener listener) {
    return ReferencedNames.of(
        new Resources(
            List.of(
                SampleResources.cluster("a"),
                SampleResources.cluster("b"),
                SampleResources.cluster("unused"),
                STATIC),
            List.of(),
            List.of(listener),
            List.of(routes())));
  }

  /** To a, or by weight to b and to a cluster that is not there, or to one without EDS. */
  private static RouteConfiguration routes() {
    RouteConfiguration.Builder routes =
        SampleResources.routes(SampleResources.prefix("/a"), "a").toBuilder();
    routes.getVirtualHostsBuilder(0).addRoutesBuilder().setRoute(weighted("b", "not-there"));
    routes.getVirtualHostsBuilder(0).addRoutesBuilder().setRoute(weighted("static"));
    return routes.build();
  }

  private static RouteAction weighted(String... clusters) {
    WeightedCluster.Builder weights = WeightedCluster.newBuilder();
    for (String cluster : clusters) {
      weights.addClusters(ClusterWeight.newBuilder().setName(cluster));
    }
    return RouteAction.newBuilder().setWeightedClusters(weights).build();
  }
}
