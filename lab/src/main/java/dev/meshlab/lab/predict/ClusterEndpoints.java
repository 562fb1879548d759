package dev.meshlab.lab.predict;

import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.Locality;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.endpoint.v3.LbEndpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LocalityLbEndpoints;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The endpoints of each cluster that can be picked. */
final class ClusterEndpoints {

  private final XdsClient dataPlane;
  private final Map<String, ClusterLoadAssignment> assignments;
  private final DialledPods dialled;

  /**
   * @param dialled the pods to which calls go whose cluster leaves it to the caller
   */
  ClusterEndpoints(
      XdsClient dataPlane, List<ClusterLoadAssignment> assignments, DialledPods dialled) {
    this.dataPlane = dataPlane;
    this.assignments =
        assignments.stream()
            .collect(
                Collectors.toMap(
                    ClusterLoadAssignment::getClusterName, each -> each, (first, other) -> first));
    this.dialled = dialled;
  }

  /** True if Envoy sends calls to the address that was dialled, instead of to pods it knows. */
  static boolean goesWhereItWasDialled(Cluster cluster) {
    return cluster.getType() == Cluster.DiscoveryType.ORIGINAL_DST;
  }

  /**
   * The localities of the first priority that can be used; the next one is for when all of it
   * fails.
   */
  List<LocalityLbEndpoints> localities(Cluster cluster) {
    if (goesWhereItWasDialled(cluster)) {
      return dialled.localities();
    }
    String service = cluster.getEdsClusterConfig().getServiceName();
    ClusterLoadAssignment assignment =
        assignments.getOrDefault(
            service.isEmpty() ? cluster.getName() : service,
            ClusterLoadAssignment.getDefaultInstance());
    List<LocalityLbEndpoints> usable =
        listed(assignment).stream()
            .filter(locality -> usable(locality).findAny().isPresent())
            .toList();
    int first = usable.stream().mapToInt(LocalityLbEndpoints::getPriority).min().orElse(0);
    return usable.stream().filter(locality -> locality.getPriority() == first).toList();
  }

  /**
   * The localities that a data plane knows. grpc-java keeps the last of those with the same name,
   * whatever their priorities (grpc-java, XdsEndpointResource.processClusterLoadAssignment).
   */
  private List<LocalityLbEndpoints> listed(ClusterLoadAssignment assignment) {
    if (dataPlane == XdsClient.ENVOY) {
      return assignment.getEndpointsList();
    }
    Map<Locality, LocalityLbEndpoints> last = new LinkedHashMap<>();
    assignment.getEndpointsList().forEach(each -> last.put(each.getLocality(), each));
    return List.copyOf(last.values());
  }

  Stream<LbEndpoint> of(Cluster cluster) {
    return localities(cluster).stream().flatMap(ClusterEndpoints::usable);
  }

  static Stream<LbEndpoint> usable(LocalityLbEndpoints locality) {
    return locality.getLbEndpointsList().stream().filter(ClusterEndpoints::isUsable);
  }

  private static boolean isUsable(LbEndpoint endpoint) {
    return switch (endpoint.getHealthStatus()) {
      case UNHEALTHY, DRAINING, TIMEOUT -> false;
      default -> true;
    };
  }
}
