package dev.meshlab.lab.verdict;

import dev.meshlab.mesh.translate.AutoMutualTls;
import dev.meshlab.mesh.translate.Resources;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.endpoint.v3.LbEndpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LocalityLbEndpoints;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which pods are behind each cluster, and how one of them is picked. */
final class ClusterPods {

  private final Map<String, Cluster> clusters;
  private final Map<String, ClusterLoadAssignment> endpoints;
  private final Map<Integer, String> uuidByPort;
  private final Map<Integer, Reception> receptions;

  /**
   * @param receptions how ports take connections; those not named in plain text only
   */
  ClusterPods(
      Resources resources, Map<Integer, String> uuidByPort, Map<Integer, Reception> receptions) {
    this.clusters = byName(resources.clusters(), Cluster::getName);
    this.endpoints = byName(resources.endpoints(), ClusterLoadAssignment::getClusterName);
    this.uuidByPort = Map.copyOf(uuidByPort);
    this.receptions = Map.copyOf(receptions);
  }

  /**
   * The cluster as one group that gets a share of the calls; without pods where it does not exist.
   */
  Group group(String name, double share) {
    Cluster cluster = clusters.get(name);
    return cluster == null
        ? new Group(name, share, Balancing.ROTATION, List.of())
        : new Group(name, share, balancing(cluster), uuids(cluster, localities(cluster).stream()));
  }

  /** Whether there is such a cluster at all. */
  boolean exists(String name) {
    return clusters.containsKey(name);
  }

  /** Whether Envoy sends calls to the address that was dialled, instead of to pods it knows. */
  boolean goesWhereItWasDialled(String name) {
    Cluster cluster = clusters.get(name);
    return cluster != null && cluster.getType() == Cluster.DiscoveryType.ORIGINAL_DST;
  }

  /** Whether Envoy draws a locality by weight before it picks a pod. */
  boolean weighsLocalities(String name) {
    Cluster cluster = clusters.get(name);
    return cluster != null && cluster.getCommonLbConfig().hasLocalityWeightedLbConfig();
  }

  /**
   * The cluster as a group for each of its localities, among which every call is drawn by weight:
   * grpc-java's {@code weighted_target} above the policy of the cluster (gRFC A27).
   */
  List<Group> groupsByLocality(String name, double share) {
    Cluster cluster = clusters.get(name);
    List<LocalityLbEndpoints> localities = cluster == null ? List.of() : localities(cluster);
    if (cluster == null || localities.size() < 2) {
      return List.of(group(name, share));
    }
    double total = localities.stream().mapToDouble(ClusterPods::weight).sum();
    return localities.stream()
        .map(
            locality ->
                new Group(
                    name
                        + " in "
                        + locality.getLocality().getRegion()
                        + "/"
                        + locality.getLocality().getZone(),
                    share * weight(locality) / total,
                    balancing(cluster),
                    uuids(cluster, Stream.of(locality)),
                    true))
        .toList();
  }

  /**
   * Whether Envoy speaks HTTP/2, and so gRPC, to the pods of this cluster; HTTP/1.1 is its default.
   */
  boolean speaksHttp2(String name) {
    Cluster cluster = clusters.get(name);
    return cluster == null || cluster.getTypedExtensionProtocolOptionsCount() > 0;
  }

  private static int weight(LocalityLbEndpoints locality) {
    return locality.getLoadBalancingWeight().getValue();
  }

  private static Balancing balancing(Cluster cluster) {
    return switch (cluster.getLbPolicy()) {
      case RANDOM -> Balancing.RANDOM;
      case LEAST_REQUEST -> Balancing.LEAST_REQUEST;
      case RING_HASH, MAGLEV -> Balancing.CONSISTENT_HASH;
      default -> Balancing.ROTATION;
    };
  }

  /**
   * The localities of the first priority that can be used; the next one is for when all of it
   * fails.
   */
  private List<LocalityLbEndpoints> localities(Cluster cluster) {
    String service = cluster.getEdsClusterConfig().getServiceName();
    List<LocalityLbEndpoints> usable =
        endpoints
            .getOrDefault(
                service.isEmpty() ? cluster.getName() : service,
                ClusterLoadAssignment.getDefaultInstance())
            .getEndpointsList()
            .stream()
            .filter(
                locality -> locality.getLbEndpointsList().stream().anyMatch(ClusterPods::usable))
            .toList();
    int first = usable.stream().mapToInt(LocalityLbEndpoints::getPriority).min().orElse(0);
    return usable.stream().filter(locality -> locality.getPriority() == first).toList();
  }

  private static boolean usable(LbEndpoint endpoint) {
    return switch (endpoint.getHealthStatus()) {
      case UNHEALTHY, DRAINING, TIMEOUT -> false;
      default -> true;
    };
  }

  /** Why one of the cluster's pods does not take its connections; empty if all do. */
  Optional<String> refusal(String name) {
    Cluster cluster = clusters.get(name);
    return cluster == null
        ? Optional.empty()
        : localities(cluster).stream()
            .flatMap(locality -> locality.getLbEndpointsList().stream())
            .filter(ClusterPods::usable)
            .flatMap(endpoint -> refusal(cluster, endpoint).stream())
            .findFirst();
  }

  private Optional<String> refusal(Cluster cluster, LbEndpoint endpoint) {
    return receptions
        .getOrDefault(port(endpoint), Reception.PLAIN)
        .refusal(AutoMutualTls.socket(cluster, endpoint));
  }

  private List<String> uuids(Cluster cluster, Stream<LocalityLbEndpoints> localities) {
    return localities
        .flatMap(locality -> locality.getLbEndpointsList().stream())
        .filter(ClusterPods::usable)
        .filter(endpoint -> refusal(cluster, endpoint).isEmpty())
        .map(this::uuid)
        .filter(Objects::nonNull)
        .toList();
  }

  private @Nullable String uuid(LbEndpoint endpoint) {
    return uuidByPort.get(port(endpoint));
  }

  private static int port(LbEndpoint endpoint) {
    return endpoint.getEndpoint().getAddress().getSocketAddress().getPortValue();
  }

  private static <T> Map<String, T> byName(List<T> resources, Function<T, String> name) {
    return resources.stream().collect(Collectors.toMap(name, Function.identity(), (a, b) -> a));
  }
}
