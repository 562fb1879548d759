package dev.meshlab.mesh.translate;

import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.LbPolicy;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.endpoint.v3.LocalityLbEndpoints;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What has to differ from istiod's output for grpc-java to do what that output means. Limits on
 * requests are left alone: grpc-java keeps its own of 1024 for a cluster only when it reports load,
 * which nobody asks of it here.
 */
public final class GrpcJavaDeviations {

  private static final Deviation EMPTY_LOCALITIES =
      new Deviation(
          "cluster_load_assignment.endpoints",
          "localities without endpoints, or without weight",
          "left out",
          "grpc-java drops a locality without weight, and counts one without endpoints as a place"
              + " to send calls to",
          Set.of("distribute"));

  private static final Deviation PRIORITIES =
      new Deviation(
          "cluster_load_assignment.endpoints.priority",
          "as many priorities as there are localities, some without endpoints",
          "those in use, from 0 up",
          "grpc-java refuses an assignment whose priorities have a gap");

  private static final Deviation MAGLEV =
      new Deviation(
          "cluster.lb_policy MAGLEV",
          "MAGLEV",
          "RING_HASH",
          "grpc-java refuses a cluster with Maglev; a ring keeps keys to their pods as well");

  private static final Deviation TLS =
      new Deviation(
          "cluster.transport_socket",
          "certificates from the bootstrap's provider",
          "none",
          "grpc-java refuses a cluster whose provider its bootstrap lacks, and the pods of the lab"
              + " take calls in the clear");

  private static final Deviation MISSING_CLUSTERS =
      new Deviation(
          "clusters that routes name and nobody defines",
          "none",
          "clusters without endpoints",
          "calls to them fail either way, but grpc-java holds back all calls of the route for 15 s"
              + " before it takes a cluster for missing");

  private GrpcJavaDeviations() {}

  /** What {@link #apply} changes, and why. */
  public static List<Deviation> all() {
    List<Deviation> others = List.of(EMPTY_LOCALITIES, PRIORITIES, MAGLEV, TLS, MISSING_CLUSTERS);
    return concat(GrpcJavaRoutes.DEVIATIONS, others.stream());
  }

  public static Resources apply(Resources resources) {
    List<RouteConfiguration> routes =
        resources.routes().stream().map(GrpcJavaRoutes::apply).toList();
    Set<String> missing = missing(resources.clusters(), routes);
    return new Resources(
        concat(
            resources.clusters().stream().map(GrpcJavaDeviations::apply).toList(),
            missing.stream().map(GrpcClusters::cluster)),
        concat(
            resources.endpoints().stream().map(GrpcJavaDeviations::apply).toList(),
            missing.stream().map(GrpcJavaDeviations::nobody)),
        resources.listeners(),
        routes);
  }

  private static <T> List<T> concat(List<T> first, Stream<T> rest) {
    return Stream.concat(first.stream(), rest).toList();
  }

  private static Set<String> missing(List<Cluster> clusters, List<RouteConfiguration> routes) {
    Set<String> missing =
        routes.stream()
            .flatMap(ProxylessView::clusters)
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toCollection(TreeSet::new));
    clusters.forEach(cluster -> missing.remove(cluster.getName()));
    return missing;
  }

  private static ClusterLoadAssignment nobody(String cluster) {
    return ClusterLoadAssignment.newBuilder().setClusterName(cluster).build();
  }

  private static Cluster apply(Cluster cluster) {
    Cluster.Builder changed = cluster.toBuilder().clearTransportSocket();
    if (cluster.getLbPolicy() == LbPolicy.MAGLEV) {
      changed.clearMaglevLbConfig().setLbPolicy(LbPolicy.RING_HASH);
    }
    return changed.build();
  }

  private static ClusterLoadAssignment apply(ClusterLoadAssignment assignment) {
    List<LocalityLbEndpoints> used =
        assignment.getEndpointsList().stream()
            .filter(locality -> locality.getLbEndpointsCount() > 0)
            .filter(locality -> locality.getLoadBalancingWeight().getValue() != 0)
            .toList();
    List<Integer> priorities =
        used.stream().map(LocalityLbEndpoints::getPriority).distinct().sorted().toList();
    return assignment.toBuilder()
        .clearEndpoints()
        .addAllEndpoints(used.stream().map(locality -> ranked(locality, priorities)).toList())
        .build();
  }

  private static LocalityLbEndpoints ranked(LocalityLbEndpoints locality, List<Integer> used) {
    return locality.toBuilder().setPriority(used.indexOf(locality.getPriority())).build();
  }
}
