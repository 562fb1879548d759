package dev.meshlab.lab.predict;

import dev.meshlab.lab.prediction.Balancing;
import dev.meshlab.lab.prediction.Denial;
import dev.meshlab.lab.prediction.Group;
import dev.meshlab.mesh.loopback.MissingClusters;
import dev.meshlab.mesh.translate.xds.ClusterName;
import dev.meshlab.mesh.translate.xds.Resources;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.endpoint.v3.LbEndpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LocalityLbEndpoints;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The pods behind each cluster, and how one of them is picked. */
final class ClusterPods {

  private static final String NO_POD = "it has no ready pod";

  private static final String HTTP1 =
      "its port is not declared as gRPC or HTTP/2, so Envoy speaks HTTP/1.1 to the pods, and gRPC needs HTTP/2";

  private final XdsClient dataPlane;
  private final Map<String, Cluster> clusters;
  private final ClusterEndpoints endpoints;
  private final ClusterEntrances entrances;
  private final Reach reach;

  ClusterPods(XdsClient dataPlane, Resources resources, Reach reach) {
    this.dataPlane = dataPlane;
    this.clusters =
        resources.clusters().stream()
            .collect(Collectors.toMap(Cluster::getName, each -> each, (first, other) -> first));
    this.endpoints = new ClusterEndpoints(dataPlane, resources.endpoints(), reach.dialled());
    this.entrances = new ClusterEntrances(dataPlane, resources, endpoints, reach);
    this.reach = reach;
  }

  /**
   * The groups among which the calls of a cluster are drawn: its localities where they are drawn by
   * weight (Envoy's locality weighted balancing; grpc-java's {@code weighted_target} above the
   * policy of the cluster, gRFC A27), or else the cluster as a whole.
   */
  List<Group> groups(String name, double share, CallShape call) {
    Cluster cluster = clusters.get(name);
    if (cluster == null
        || !weighsLocalities(cluster)
        || endpoints.localities(cluster).size() < 2
        || entrances.http1(cluster, call).isPresent()) {
      return List.of(group(name, share, call));
    }
    List<LocalityLbEndpoints> localities = endpoints.localities(cluster);
    double total = localities.stream().mapToDouble(ClusterPods::weight).sum();
    return localities.stream()
        .map(locality -> locality(cluster, locality, share * weight(locality) / total))
        .toList();
  }

  /** The end of calls that are led to a cluster which was not sent; empty for one that was. */
  Optional<Denial> missing(String name, String status) {
    return clusters.containsKey(name)
        ? Optional.empty()
        : Optional.of(new Denial(status, unknown(name), false));
  }

  /** The whole cluster as one group, whose calls fail where no pod takes them. */
  Group group(String name, double share, CallShape call) {
    Cluster cluster = clusters.get(name);
    if (cluster == null) {
      return Group.silent(name, share, unknown(name));
    }
    return entrances
        .http1(cluster, call)
        .map(end -> Group.silent(name, share, atPort(name, end)))
        .orElseGet(
            () ->
                dataPlane == XdsClient.ENVOY && !UpstreamProtocol.isHttp2(cluster)
                    ? Group.silent(name, share, HTTP1)
                    : group(cluster, share));
  }

  /** The whole cluster for connections whose bytes are passed on, whatever they carry. */
  Group bytes(String name) {
    Cluster cluster = clusters.get(name);
    return cluster == null ? Group.silent(name, 1, unknown(name)) : group(cluster, 1);
  }

  private Group group(Cluster cluster, double share) {
    List<String> uuids = uuids(cluster, endpoints.localities(cluster).stream());
    return uuids.isEmpty()
        ? Group.silent(cluster.getName(), share, silence(cluster))
        : new Group(cluster.getName(), share, balancing(cluster), uuids);
  }

  private Group locality(Cluster cluster, LocalityLbEndpoints locality, double share) {
    String place = locality.getLocality().getRegion() + "/" + locality.getLocality().getZone();
    List<String> uuids = uuids(cluster, Stream.of(locality));
    Optional<Denial> silence =
        uuids.isEmpty() ? Optional.of(Group.unavailable(silence(cluster))) : Optional.empty();
    return new Group(cluster.getName(), place, share, balancing(cluster), uuids, silence);
  }

  /** The reason why none of the cluster's pods takes a call. */
  private String silence(Cluster cluster) {
    return MissingClusters.include(cluster)
        ? unknown(cluster.getName())
        : entrances.refusal(cluster).orElseGet(() -> vacancy(cluster));
  }

  private String vacancy(Cluster cluster) {
    return ClusterName.parse(cluster.getName())
        .flatMap(of -> reach.services().vacancy(of.host(), of.port()))
        .orElse(NO_POD);
  }

  /** The same end with the Service's port, which the name of a group does not show. */
  private static Denial atPort(String name, Denial end) {
    String port = ClusterName.parse(name).map(of -> "port " + of.port() + ": ").orElse("");
    return new Denial(end.status(), port + end.reason(), end.isAsked());
  }

  private String unknown(String name) {
    return ClusterName.parse(name)
        .map(
            of ->
                !of.subset().isEmpty() && reach.services().include(of.host(), of.port())
                    ? "no DestinationRule that this caller sees defines this subset"
                    : "there is no such Service with a port " + of.port())
        .orElse("there is no such cluster");
  }

  /** True if Envoy sends calls to the address that was dialled, instead of to pods it knows. */
  boolean goesWhereItWasDialled(String name) {
    Cluster cluster = clusters.get(name);
    return cluster != null && ClusterEndpoints.goesWhereItWasDialled(cluster);
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
    if (ClusterEndpoints.goesWhereItWasDialled(cluster)) {
      return reach.dialled().besideOthers();
    }
    return switch (cluster.getLbPolicy()) {
      case RANDOM -> Balancing.RANDOM;
      case LEAST_REQUEST -> Balancing.LEAST_REQUEST;
      case RING_HASH, MAGLEV -> Balancing.CONSISTENT_HASH;
      default -> Balancing.ROTATION;
    };
  }

  /** True if pods answer the calls of a cluster and HTTP/1.1 on the way loses how they ended. */
  boolean losesTrailers(String name) {
    Cluster cluster = clusters.get(name);
    return cluster != null && entrances.loseTrailers(cluster);
  }

  /**
   * The pods of a cluster in whose place their proxies answer a call, by UUID; and those that
   * refuse the connection, where Envoy does not choose among the pods. Of a {@linkplain
   * #group(String, double, CallShape) silent} cluster all calls end alike, and none is named.
   */
  Map<String, Denial> denials(String name, CallShape call) {
    Map<String, Denial> denials = new HashMap<>();
    Cluster cluster = clusters.get(name);
    if (cluster != null
        && (entrances.passBytes(cluster) || entrances.http1(cluster, call).isEmpty())) {
      endpoints.of(cluster).forEach(endpoint -> note(cluster, endpoint, call, denials));
    }
    return denials;
  }

  private void note(
      Cluster cluster, LbEndpoint endpoint, CallShape call, Map<String, Denial> denials) {
    reach
        .uuid(endpoint)
        .ifPresent(
            uuid ->
                entrances
                    .denial(cluster, endpoint, call)
                    .ifPresent(denial -> denials.put(uuid, denial)));
  }

  private List<String> uuids(Cluster cluster, Stream<LocalityLbEndpoints> localities) {
    return localities
        .flatMap(ClusterEndpoints::usable)
        .filter(
            at ->
                ClusterEndpoints.goesWhereItWasDialled(cluster)
                    || entrances.refusal(cluster, at).isEmpty())
        .flatMap(endpoint -> reach.uuid(endpoint).stream())
        .toList();
  }
}
