package dev.meshlab.mesh.loopback;

import dev.meshlab.mesh.translate.xds.Resources;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.LbPolicy;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.endpoint.v3.LocalityLbEndpoints;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The differences from istiod's output that grpc-java needs to do what that output means. Limits on
 * requests stay as they are: grpc-java keeps its own limit of 1024 for a cluster only when it
 * reports load, which the lab does not ask for.
 */
public final class GrpcJavaDeviations {

  private static final Adaptation EMPTY_LOCALITIES =
      Adaptation.ofEndpoints(
          new Deviation(
              "cluster_load_assignment.endpoints",
              "localities without endpoints, or without weight",
              "left out",
              "grpc-java drops a locality without weight, and counts one without endpoints as a place"
                  + " to send calls to",
              Set.of("distribute")),
          GrpcJavaDeviations::withoutEmpty);

  private static final Adaptation PRIORITIES =
      Adaptation.ofEndpoints(
          new Deviation(
              "cluster_load_assignment.endpoints.priority",
              "as many priorities as there are localities, some without endpoints",
              "those in use, from 0 up",
              "grpc-java refuses an assignment whose priorities have a gap"),
          GrpcJavaDeviations::ranked);

  private static final Adaptation MAGLEV =
      Adaptation.ofClusters(
          new Deviation(
              "cluster.lb_policy MAGLEV",
              "MAGLEV",
              "RING_HASH",
              "grpc-java refuses a cluster with Maglev; a ring keeps keys to their pods as well"),
          GrpcJavaDeviations::withoutMaglev);

  private static final Adaptation TLS =
      Adaptation.ofClusters(
          new Deviation(
              "cluster.transport_socket",
              "certificates from the bootstrap's provider",
              "none",
              "grpc-java refuses a cluster whose provider its bootstrap lacks; it speaks plain text"
                  + " here, which pods that ask for STRICT mutual TLS refuse"),
          cluster -> cluster.toBuilder().clearTransportSocket().build());

  private static final Adaptation MISSING_CLUSTERS =
      new Adaptation(
          new Deviation(
              "clusters that routes name and that do not exist",
              "none",
              "clusters without endpoints",
              "calls to them fail either way, but grpc-java holds back all calls of the route for 15 s"
                  + " before it takes a cluster for missing"),
          MissingClusters::added);

  private GrpcJavaDeviations() {}

  /** All that {@link #adapt} may change, and why. */
  public static List<Deviation> all() {
    return Adaptation.deviations(adaptations());
  }

  public static Adapted adapt(Resources resources) {
    return Adaptation.apply(adaptations(), resources);
  }

  private static List<Adaptation> adaptations() {
    return concat(
        GrpcJavaRoutes.ADAPTATIONS,
        Stream.of(EMPTY_LOCALITIES, PRIORITIES, MAGLEV, TLS, MISSING_CLUSTERS));
  }

  private static <T> List<T> concat(List<T> first, Stream<T> rest) {
    return Stream.concat(first.stream(), rest).toList();
  }

  private static Cluster withoutMaglev(Cluster cluster) {
    return cluster.getLbPolicy() == LbPolicy.MAGLEV
        ? cluster.toBuilder().clearMaglevLbConfig().setLbPolicy(LbPolicy.RING_HASH).build()
        : cluster;
  }

  private static ClusterLoadAssignment withoutEmpty(ClusterLoadAssignment assignment) {
    List<LocalityLbEndpoints> used =
        assignment.getEndpointsList().stream()
            .filter(locality -> locality.getLbEndpointsCount() > 0)
            .filter(locality -> locality.getLoadBalancingWeight().getValue() != 0)
            .toList();
    return assignment.toBuilder().clearEndpoints().addAllEndpoints(used).build();
  }

  private static ClusterLoadAssignment ranked(ClusterLoadAssignment assignment) {
    List<Integer> used =
        assignment.getEndpointsList().stream()
            .map(LocalityLbEndpoints::getPriority)
            .distinct()
            .sorted()
            .toList();
    ClusterLoadAssignment.Builder ranked = assignment.toBuilder();
    ranked
        .getEndpointsBuilderList()
        .forEach(locality -> locality.setPriority(used.indexOf(locality.getPriority())));
    return ranked.build();
  }
}
