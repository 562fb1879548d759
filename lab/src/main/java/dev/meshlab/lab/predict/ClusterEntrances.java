package dev.meshlab.lab.predict;

import dev.meshlab.lab.prediction.Denial;
import dev.meshlab.lab.prediction.Group;
import dev.meshlab.mesh.loopback.AutoMutualTls;
import dev.meshlab.mesh.translate.xds.Resources;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.endpoint.v3.LbEndpoint;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The ways into the pods of each cluster, when the data plane is the one who comes. */
final class ClusterEntrances {

  private final XdsClient dataPlane;
  private final Set<String> passingBytes;
  private final ClusterEndpoints endpoints;
  private final Reach reach;

  ClusterEntrances(
      XdsClient dataPlane, Resources resources, ClusterEndpoints endpoints, Reach reach) {
    this.dataPlane = dataPlane;
    this.passingBytes =
        resources.listeners().stream()
            .filter(listener -> !ListenerContent.carriesRequests(listener))
            .flatMap(listener -> ListenerContent.tcpCluster(listener).stream())
            .collect(Collectors.toSet());
    this.endpoints = endpoints;
    this.reach = reach;
  }

  /** The reason why one of the cluster's pods does not take its connections; empty if all do. */
  Optional<String> refusal(Cluster cluster) {
    return endpoints.of(cluster).flatMap(at -> refusal(cluster, at).stream()).findFirst();
  }

  Optional<String> refusal(Cluster cluster, LbEndpoint endpoint) {
    return reach.entrance(endpoint).refusal(caller(cluster, endpoint));
  }

  /**
   * The answer in place of a method's. A refused connection is one where Envoy does not choose
   * among the pods.
   */
  Optional<Denial> denial(Cluster cluster, LbEndpoint endpoint, CallShape call) {
    return refusal(cluster, endpoint)
        .filter(reason -> ClusterEndpoints.goesWhereItWasDialled(cluster))
        .map(Group::unavailable)
        .or(() -> reach.entrance(endpoint).denial(caller(cluster, endpoint), call));
  }

  /** The end of a call where all pods that can be reached answer HTTP/1.1, and not gRPC. */
  Optional<Denial> http1(Cluster cluster, CallShape call) {
    List<LbEndpoint> reached =
        endpoints.of(cluster).filter(at -> refusal(cluster, at).isEmpty()).toList();
    return reached.stream()
        .filter(any -> reached.stream().allMatch(at -> reach.entrance(at).leadsToHttp1()))
        .flatMap(at -> denial(cluster, at, call).stream())
        .findFirst();
  }

  /** True if pods answer the calls of a cluster and HTTP/1.1 on the way loses how they ended. */
  boolean loseTrailers(Cluster cluster) {
    return endpoints
        .of(cluster)
        .anyMatch(at -> reach.entrance(at).raisesToHttp2(caller(cluster, at)));
  }

  boolean passBytes(Cluster cluster) {
    return passingBytes.contains(cluster.getName());
  }

  /** The proxy, to a pod. Bytes that it passes on are those of the client, and so HTTP/2. */
  private Caller caller(Cluster cluster, LbEndpoint endpoint) {
    boolean requests = dataPlane == XdsClient.ENVOY && !passBytes(cluster);
    return Caller.by(
        AutoMutualTls.socket(cluster, endpoint),
        reach.identity(),
        !requests || UpstreamProtocol.isHttp2(cluster),
        requests);
  }
}
