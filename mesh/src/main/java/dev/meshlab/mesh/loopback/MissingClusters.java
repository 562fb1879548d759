package dev.meshlab.mesh.loopback;

import com.google.protobuf.Struct;
import dev.meshlab.mesh.translate.ProxylessView;
import dev.meshlab.mesh.translate.cluster.GrpcClusters;
import dev.meshlab.mesh.translate.xds.Resources;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.Metadata;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Empty clusters in place of those that routes name and istiod does not send. Each is marked, so
 * that a prediction can tell a cluster that does not exist from one without pods.
 */
public final class MissingClusters {

  /** A name in the metadata; gRPC clients read no such metadata. */
  private static final String MARK = "meshlab.missing";

  private MissingClusters() {}

  /** True if a cluster is in place of one that istiod does not send. */
  public static boolean include(Cluster cluster) {
    return cluster.getMetadata().containsFilterMetadata(MARK);
  }

  static Resources added(Resources resources) {
    Set<String> missing = missing(resources.clusters(), resources.routes());
    return resources
        .withClusters(concat(resources.clusters(), missing.stream().map(MissingClusters::marked)))
        .withEndpoints(
            concat(resources.endpoints(), missing.stream().map(MissingClusters::noEndpoints)));
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

  private static Cluster marked(String name) {
    return GrpcClusters.cluster(name).toBuilder()
        .setMetadata(Metadata.newBuilder().putFilterMetadata(MARK, Struct.getDefaultInstance()))
        .build();
  }

  private static ClusterLoadAssignment noEndpoints(String cluster) {
    return ClusterLoadAssignment.newBuilder().setClusterName(cluster).build();
  }

  private static <T> List<T> concat(List<T> first, Stream<T> rest) {
    return Stream.concat(first.stream(), rest).toList();
  }
}
