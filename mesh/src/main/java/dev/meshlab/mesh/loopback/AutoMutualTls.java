package dev.meshlab.mesh.loopback;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Endpoint;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Pod;
import dev.meshlab.mesh.model.security.MutualTls;
import dev.meshlab.mesh.translate.cluster.HttpProtocols;
import dev.meshlab.mesh.translate.cluster.ServiceCluster;
import dev.meshlab.mesh.translate.cluster.ServiceIdentities;
import dev.meshlab.mesh.translate.cluster.UpstreamTls;
import dev.meshlab.mesh.translate.xds.Resources;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.TransportSocketMatch;
import io.envoyproxy.envoy.config.core.v3.SocketAddress;
import io.envoyproxy.envoy.config.core.v3.TransportSocket;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.endpoint.v3.LbEndpoint;
import io.envoyproxy.envoy.extensions.transport_sockets.raw_buffer.v3.RawBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Mutual TLS by default: where no policy mentions TLS, an Envoy speaks it to those pods whose
 * proxies understand it (istio/istio, core/cluster_tls.go, autoDetected).
 */
public final class AutoMutualTls {

  /** The change that {@link #adapt} makes, and its reason. */
  private static final Deviation DEVIATION =
      new Deviation(
          "cluster.transport_socket_matches; cluster.transport_socket of a headless Service",
          "none where the mesh config has enableAutoMtls off, as in what config prints",
          "mutual TLS to pods whose proxy ends it, plain text to others",
          "a stock mesh has auto mTLS on");

  private static final String FILTER = "envoy.transport_socket_match";
  private static final String KEY = "tlsMode";
  private static final String ON = "istio";
  private static final Struct MARK =
      Struct.newBuilder().putFields(KEY, Value.newBuilder().setStringValue(ON).build()).build();

  private AutoMutualTls() {}

  /** Before the resources are bound to other addresses than the mesh's. */
  public static Adapted adapt(Resources resources, Mesh mesh, ClientWorkload client) {
    Map<String, ServiceCluster> automatic =
        ServiceCluster.all(mesh, client).stream()
            .filter(cluster -> cluster.policy().tls().isEmpty())
            .collect(Collectors.toMap(ServiceCluster::name, Function.identity(), (a, b) -> a));
    Set<String> secured = secured(mesh);
    Adaptation adaptation =
        new Adaptation(
            DEVIATION,
            all ->
                all.withClusters(
                    all.clusters().stream().map(c -> either(c, mesh, automatic)).toList()));
    Adapted adapted = Adaptation.apply(List.of(adaptation), resources);
    return adapted.deviations().isEmpty() ? adapted : adapted.then(all -> marked(all, secured));
  }

  private static Adapted marked(Resources resources, Set<String> secured) {
    return Adapted.not(
        resources.withEndpoints(
            resources.endpoints().stream().map(e -> mark(e, secured)).toList()));
  }

  private static Set<String> secured(Mesh mesh) {
    return mesh.services().stream()
        .flatMap(s -> s.ports().stream().flatMap(port -> mesh.endpoints(s, port).stream()))
        .filter(endpoint -> mesh.mutualTls(endpoint) != MutualTls.DISABLE)
        .map(Endpoint::socket)
        .collect(Collectors.toSet());
  }

  private static Cluster either(Cluster cluster, Mesh mesh, Map<String, ServiceCluster> described) {
    ServiceCluster service = described.get(cluster.getName());
    if (service == null) {
      return cluster;
    }
    return switch (cluster.getType()) {
      case EDS ->
          isOff(mesh, service) ? cluster : either(cluster, withinMesh(cluster, mesh, service));
      case ORIGINAL_DST ->
          allSpeakIt(mesh, service)
              ? cluster.toBuilder().setTransportSocket(withinMesh(cluster, mesh, service)).build()
              : cluster;
      default -> cluster;
    };
  }

  /** To a gateway, which chooses the pods of a headless Service itself, it is one cluster too. */
  private static boolean isOff(Mesh mesh, ServiceCluster service) {
    return service.service().headless()
        ? !allSpeakIt(mesh, service)
        : isOffByNamespace(mesh, service);
  }

  /**
   * True if every pod has a sidecar and no rule of the namespace or the mesh turns it off: where
   * the client chooses the pod, the cluster cannot tell pods apart, and istiod does not look at
   * rules that select some of them (istio/istio, PushContext.BestEffortInferServiceMTLSMode).
   */
  private static boolean allSpeakIt(Mesh mesh, ServiceCluster service) {
    List<Optional<Pod>> pods =
        mesh.endpoints(service.service(), service.port()).stream().map(mesh::pod).toList();
    return !pods.isEmpty()
        && pods.stream()
            .allMatch(
                pod ->
                    pod.filter(of -> mesh.injection(of).hasSidecar())
                        .filter(of -> mesh.mutualTls(of).ofNamespace() != MutualTls.DISABLE)
                        .isPresent());
  }

  /**
   * True if a rule of the namespace or the mesh turns it off: then istiod looks at no rule that
   * selects some pods (istio/istio, PushContext.BestEffortInferServiceMTLSMode).
   */
  private static boolean isOffByNamespace(Mesh mesh, ServiceCluster service) {
    return mesh.endpoints(service.service(), service.port()).stream()
        .flatMap(endpoint -> mesh.pod(endpoint).stream())
        .anyMatch(pod -> mesh.mutualTls(pod).ofNamespace() == MutualTls.DISABLE);
  }

  private static TransportSocket withinMesh(Cluster cluster, Mesh mesh, ServiceCluster service) {
    return UpstreamTls.withinMesh(
        ServiceIdentities.of(mesh, service.service()),
        service.sni(),
        HttpProtocols.isHttp2(cluster));
  }

  private static Cluster either(Cluster cluster, TransportSocket withinMesh) {
    return cluster.toBuilder()
        .addTransportSocketMatches(
            TransportSocketMatch.newBuilder()
                .setName("tlsMode-istio")
                .setMatch(MARK)
                .setTransportSocket(withinMesh))
        .addTransportSocketMatches(
            TransportSocketMatch.newBuilder()
                .setName("tlsMode-disabled")
                .setMatch(Struct.getDefaultInstance())
                .setTransportSocket(
                    TransportSocket.newBuilder()
                        .setName("envoy.transport_sockets.raw_buffer")
                        .setTypedConfig(
                            com.google.protobuf.Any.pack(RawBuffer.getDefaultInstance()))))
        .build();
  }

  private static ClusterLoadAssignment mark(ClusterLoadAssignment assignment, Set<String> secured) {
    ClusterLoadAssignment.Builder marked = assignment.toBuilder();
    marked.getEndpointsBuilderList().stream()
        .flatMap(locality -> locality.getLbEndpointsBuilderList().stream())
        .filter(endpoint -> secured.contains(socket(endpoint)))
        .forEach(endpoint -> endpoint.getMetadataBuilder().putFilterMetadata(FILTER, MARK));
    return marked.build();
  }

  private static String socket(LbEndpoint.Builder endpoint) {
    SocketAddress address = endpoint.getEndpoint().getAddress().getSocketAddress();
    return address.getAddress() + ":" + address.getPortValue();
  }

  /**
   * The one of a cluster's sockets that Envoy takes to an endpoint; else the default one, which may
   * be absent.
   */
  public static TransportSocket socket(Cluster cluster, LbEndpoint endpoint) {
    Map<String, Struct> metadata = endpoint.getMetadata().getFilterMetadataMap();
    Struct mark = metadata.getOrDefault(FILTER, Struct.getDefaultInstance());
    List<TransportSocketMatch> matches = cluster.getTransportSocketMatchesList();
    return matches.stream()
        .filter(
            m -> mark.getFieldsMap().entrySet().containsAll(m.getMatch().getFieldsMap().entrySet()))
        .findFirst()
        .map(TransportSocketMatch::getTransportSocket)
        .orElse(cluster.getTransportSocket());
  }
}
