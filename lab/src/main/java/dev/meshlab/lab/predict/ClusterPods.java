package dev.meshlab.lab.predict;

import dev.meshlab.lab.prediction.Balancing;
import dev.meshlab.lab.prediction.Denial;
import dev.meshlab.lab.prediction.Group;
import dev.meshlab.mesh.loopback.AutoMutualTls;
import dev.meshlab.mesh.translate.xds.ClusterName;
import dev.meshlab.mesh.translate.xds.Resources;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.endpoint.v3.LbEndpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LocalityLbEndpoints;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The pods behind each cluster, and how one of them is picked. */
final class ClusterPods {

  private static final String NO_POD = "it has no ready pod";

  private static final String HTTP1 =
      "its port is declared as HTTP/1.1, so Envoy speaks that to the pods, and gRPC needs HTTP/2";

  private final XdsClient dataPlane;
  private final Map<String, Cluster> clusters;
  private final Map<String, ClusterLoadAssignment> endpoints;
  private final Set<String> passingBytes;
  private final Reach reach;

  ClusterPods(XdsClient dataPlane, Resources resources, Reach reach) {
    this.dataPlane = dataPlane;
    this.clusters = byName(resources.clusters(), Cluster::getName);
    this.endpoints = byName(resources.endpoints(), ClusterLoadAssignment::getClusterName);
    this.passingBytes =
        resources.listeners().stream()
            .filter(listener -> !ListenerContent.carriesRequests(listener))
            .flatMap(listener -> ListenerContent.tcpCluster(listener).stream())
            .collect(Collectors.toSet());
    this.reach = reach;
  }

  /**
   * The groups among which the calls of a cluster are drawn: its localities where they are drawn by
   * weight (Envoy's locality weighted balancing; grpc-java's {@code weighted_target} above the
   * policy of the cluster, gRFC A27), or else the cluster as a whole.
   */
  List<Group> groups(String name, double share) {
    Cluster cluster = clusters.get(name);
    if (cluster == null || !weighsLocalities(cluster) || localities(cluster).size() < 2) {
      return List.of(group(name, share));
    }
    List<LocalityLbEndpoints> localities = localities(cluster);
    double total = localities.stream().mapToDouble(ClusterPods::weight).sum();
    return localities.stream()
        .map(locality -> locality(cluster, locality, share * weight(locality) / total))
        .toList();
  }

  /** The whole cluster as one group, whose calls fail where no pod takes them. */
  Group group(String name, double share) {
    Cluster cluster = clusters.get(name);
    if (cluster == null) {
      return Group.silent(name, share, unknown(name));
    }
    return dataPlane == XdsClient.ENVOY && !UpstreamProtocol.isHttp2(cluster)
        ? Group.silent(name, share, HTTP1)
        : group(cluster, share);
  }

  /** The whole cluster for connections whose bytes are passed on, whatever they carry. */
  Group bytes(String name) {
    Cluster cluster = clusters.get(name);
    return cluster == null ? Group.silent(name, 1, unknown(name)) : group(cluster, 1);
  }

  private Group group(Cluster cluster, double share) {
    List<String> uuids = uuids(cluster, localities(cluster).stream());
    return uuids.isEmpty()
        ? Group.silent(cluster.getName(), share, refusal(cluster).orElse(NO_POD))
        : new Group(cluster.getName(), share, balancing(cluster), uuids);
  }

  private Group locality(Cluster cluster, LocalityLbEndpoints locality, double share) {
    String place = locality.getLocality().getRegion() + "/" + locality.getLocality().getZone();
    List<String> uuids = uuids(cluster, Stream.of(locality));
    String silence = uuids.isEmpty() ? refusal(cluster).orElse(NO_POD) : "";
    return new Group(cluster.getName(), place, share, balancing(cluster), uuids, silence);
  }

  private static String unknown(String name) {
    return ClusterName.parse(name)
        .map(
            of ->
                of.subset().isEmpty()
                    ? "there is no such Service with a port " + of.port()
                    : "no DestinationRule defines this subset")
        .orElse("there is no such cluster");
  }

  /** True if Envoy sends calls to the address that was dialled, instead of to pods it knows. */
  boolean goesWhereItWasDialled(String name) {
    Cluster cluster = clusters.get(name);
    return cluster != null && goesWhereItWasDialled(cluster);
  }

  private static boolean goesWhereItWasDialled(Cluster cluster) {
    return cluster.getType() == Cluster.DiscoveryType.ORIGINAL_DST;
  }

  /** True if a locality is drawn by weight before a pod is picked. */
  private boolean weighsLocalities(Cluster cluster) {
    return dataPlane == XdsClient.GRPC_JAVA
        || cluster.getCommonLbConfig().hasLocalityWeightedLbConfig();
  }

  private static int weight(LocalityLbEndpoints locality) {
    return locality.getLoadBalancingWeight().getValue();
  }

  private Balancing balancing(Cluster cluster) {
    if (goesWhereItWasDialled(cluster)) {
      return reach.dialled().besideOthers();
    }
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
    if (goesWhereItWasDialled(cluster)) {
      return reach.dialled().localities();
    }
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

  /** The reason why one of the cluster's pods does not take its connections; empty if all do. */
  private Optional<String> refusal(Cluster cluster) {
    return localities(cluster).stream()
        .flatMap(locality -> locality.getLbEndpointsList().stream())
        .filter(ClusterPods::usable)
        .flatMap(endpoint -> refusal(cluster, endpoint).stream())
        .findFirst();
  }

  private Optional<String> refusal(Cluster cluster, LbEndpoint endpoint) {
    return reach.entrance(endpoint).refusal(caller(cluster, endpoint));
  }

  /** The proxy, to a pod. Bytes that it passes on are those of the client, and so HTTP/2. */
  private Caller caller(Cluster cluster, LbEndpoint endpoint) {
    boolean http2 =
        dataPlane == XdsClient.GRPC_JAVA
            || UpstreamProtocol.isHttp2(cluster)
            || passingBytes.contains(cluster.getName());
    return Caller.by(AutoMutualTls.socket(cluster, endpoint), reach.identity(), http2);
  }

  /** True if pods answer the calls of a cluster and HTTP/1.1 on the way loses how they ended. */
  boolean losesTrailers(String name) {
    return Optional.ofNullable(clusters.get(name)).stream()
        .flatMap(
            cluster -> localities(cluster).stream().map(locality -> Map.entry(cluster, locality)))
        .flatMap(
            at ->
                at.getValue().getLbEndpointsList().stream()
                    .map(endpoint -> Map.entry(at.getKey(), endpoint)))
        .anyMatch(
            at -> reach.entrance(at.getValue()).raisesToHttp2(caller(at.getKey(), at.getValue())));
  }

  /**
   * The pods of a cluster whose proxies answer a call in the pods' place, by UUID; and those that
   * refuse the connection, where Envoy does not choose among the pods.
   */
  Map<String, Denial> denials(String name, CallShape call) {
    Map<String, Denial> denials = new HashMap<>();
    Optional.ofNullable(clusters.get(name))
        .ifPresent(
            cluster ->
                localities(cluster).stream()
                    .flatMap(locality -> locality.getLbEndpointsList().stream())
                    .forEach(endpoint -> note(cluster, endpoint, call, denials)));
    return denials;
  }

  private void note(
      Cluster cluster, LbEndpoint endpoint, CallShape call, Map<String, Denial> denials) {
    String uuid = reach.uuid(endpoint).orElse(null);
    if (uuid != null) {
      refusal(cluster, endpoint)
          .filter(reason -> goesWhereItWasDialled(cluster))
          .map(reason -> new Denial("UNAVAILABLE", reason, false))
          .or(() -> reach.entrance(endpoint).denial(caller(cluster, endpoint), call))
          .ifPresent(denial -> denials.put(uuid, denial));
    }
  }

  private List<String> uuids(Cluster cluster, Stream<LocalityLbEndpoints> localities) {
    return localities
        .flatMap(locality -> locality.getLbEndpointsList().stream())
        .filter(ClusterPods::usable)
        .filter(at -> goesWhereItWasDialled(cluster) || refusal(cluster, at).isEmpty())
        .flatMap(endpoint -> reach.uuid(endpoint).stream())
        .toList();
  }

  private static <T> Map<String, T> byName(List<T> resources, Function<T, String> name) {
    return resources.stream().collect(Collectors.toMap(name, Function.identity(), (a, b) -> a));
  }
}
