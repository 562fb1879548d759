package dev.meshlab.mesh.translate;

import com.google.protobuf.BoolValue;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import java.util.List;

/**
 * What has to differ from istiod's output for grpc-java to do what that output means. Limits on
 * requests are left alone: grpc-java keeps its own of 1024 for a cluster only when it reports load,
 * which nobody asks of it here.
 */
public final class GrpcJavaDeviations {

  private static final Deviation CASE =
      new Deviation(
          "route.match.case_sensitive",
          "unset where there is no condition",
          "true",
          "the default is true in the API and in Envoy, but grpc-java reads an unset one as false");

  private static final Deviation EMPTY_LOCALITIES =
      new Deviation(
          "cluster_load_assignment.endpoints",
          "localities without endpoints, or without weight",
          "left out",
          "grpc-java drops a locality without weight, and counts one without endpoints as a place"
              + " to send calls to");

  private GrpcJavaDeviations() {}

  /** What {@link #apply} changes, and why. */
  public static List<Deviation> all() {
    return List.of(CASE, EMPTY_LOCALITIES);
  }

  public static Resources apply(Resources resources) {
    return new Resources(
        resources.clusters(),
        resources.endpoints().stream().map(GrpcJavaDeviations::apply).toList(),
        resources.listeners(),
        resources.routes().stream().map(GrpcJavaDeviations::apply).toList());
  }

  private static ClusterLoadAssignment apply(ClusterLoadAssignment assignment) {
    return assignment.toBuilder()
        .clearEndpoints()
        .addAllEndpoints(
            assignment.getEndpointsList().stream()
                .filter(locality -> locality.getLbEndpointsCount() > 0)
                .filter(locality -> locality.getLoadBalancingWeight().getValue() != 0)
                .toList())
        .build();
  }

  private static RouteConfiguration apply(RouteConfiguration routes) {
    RouteConfiguration.Builder changed = routes.toBuilder();
    for (VirtualHost.Builder host : changed.getVirtualHostsBuilderList()) {
      for (Route.Builder route : host.getRoutesBuilderList()) {
        if (!route.getMatch().hasCaseSensitive()) {
          route.getMatchBuilder().setCaseSensitive(BoolValue.of(true));
        }
      }
    }
    return changed.build();
  }
}
