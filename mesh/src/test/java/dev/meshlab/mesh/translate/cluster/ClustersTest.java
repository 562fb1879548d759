package dev.meshlab.mesh.translate.cluster;

import static dev.meshlab.mesh.Meshes.CLIENT;
import static dev.meshlab.mesh.Meshes.destinationRule;
import static dev.meshlab.mesh.Meshes.service;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.meshlab.mesh.Meshes;
import dev.meshlab.mesh.loopback.GrpcJavaDeviations;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.translate.ProxylessView;
import dev.meshlab.mesh.translate.SidecarView;
import io.envoyproxy.envoy.config.cluster.v3.CircuitBreakers.Thresholds;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.DiscoveryType;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.LbPolicy;
import io.envoyproxy.envoy.extensions.transport_sockets.proxy_protocol.v3.ProxyProtocolUpstreamTransport;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext;
import io.envoyproxy.envoy.extensions.upstreams.http.v3.HttpProtocolOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules of a DestinationRule for clusters that no golden file shows. */
class ClustersTest {

  private static final String SUBSETS =
      "subsets: [{name: v1, labels: {version: v1}, trafficPolicy: {%s}}]";

  @ParameterizedTest
  @CsvSource({
    "'loadBalancer: {simple: LEAST_CONN}', LEAST_REQUEST, ROUND_ROBIN",
    "'loadBalancer: {simple: LEAST_REQUEST}', LEAST_REQUEST, LEAST_REQUEST",
    "'loadBalancer: {simple: RANDOM}', RANDOM, ROUND_ROBIN",
    "'loadBalancer: {simple: UNSPECIFIED}', LEAST_REQUEST, ROUND_ROBIN",
    "'loadBalancer: {simple: PASSTHROUGH}', CLUSTER_PROVIDED, ROUND_ROBIN",
    "'loadBalancer: {consistentHash: {maglev: {tableSize: 7}, httpHeaderName: x}}', MAGLEV, MAGLEV",
    "'loadBalancer: {consistentHash: {httpHeaderName: x}}', RING_HASH, RING_HASH",
    "'connectionPool: {http: {maxRetries: 1}}', LEAST_REQUEST, ROUND_ROBIN",
  })
  void loadBalancers(String policy, LbPolicy sidecar, LbPolicy proxyless) {
    Mesh mesh = mesh(policy);

    assertThat(SidecarView.translate(mesh, CLIENT).clusters().get(0).getLbPolicy())
        .isEqualTo(sidecar);
    assertThat(ProxylessView.translate(mesh, CLIENT).clusters().get(0).getLbPolicy())
        .isEqualTo(proxyless);
  }

  @Test
  void grpcJavaGetsARingForMaglev() {
    Mesh mesh = mesh("loadBalancer: {consistentHash: {maglev: {tableSize: 7}, httpHeaderName: x}}");

    Cluster cluster =
        GrpcJavaDeviations.adapt(ProxylessView.translate(mesh, CLIENT))
            .resources()
            .clusters()
            .get(0);

    assertThat(cluster.getLbPolicy()).isEqualTo(LbPolicy.RING_HASH);
    assertThat(cluster.hasMaglevLbConfig()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    // what the subset says, its policy, its limit of connections, its retry budget's percent
    "'outlierDetection: {interval: 5s}', RANDOM, 7, 30",
    "'loadBalancer: {simple: ROUND_ROBIN}', ROUND_ROBIN, 7, 30",
    "'connectionPool: {http: {maxRetries: 1}}', RANDOM, -1, 30",
    "'portLevelSettings: [{port: {number: 80}, tls: {mode: DISABLE}}]', LEAST_REQUEST, -1, 30",
    "'portLevelSettings: [{port: {number: 9}, tls: {mode: DISABLE}}]', RANDOM, 7, 30",
    "'retryBudget: {percent: 50}', RANDOM, 7, 50",
  })
  void subsetReplacesWholeBlocks(String subset, LbPolicy policy, int connections, double percent) {
    String host =
        "loadBalancer: {simple: RANDOM}, connectionPool: {tcp: {maxConnections: 7}},"
            + " retryBudget: {percent: 30}";
    Mesh mesh =
        Meshes.of(
            service("a", "grpc", 80),
            destinationRule(
                "d", "host: a, trafficPolicy: {" + host + "}, " + SUBSETS.formatted(subset)));
    Cluster cluster = SidecarView.translate(mesh, CLIENT).clusters().get(1);
    Thresholds limits = cluster.getCircuitBreakers().getThresholds(0);

    assertThat(cluster.getLbPolicy()).isEqualTo(policy);
    assertThat(limits.getMaxConnections().getValue()).isEqualTo(connections);
    assertThat(limits.getRetryBudget().getBudgetPercent().getValue()).isEqualTo(percent);
    assertThat(limits.getRetryBudget().getMinRetryConcurrency().getValue()).isEqualTo(3);
  }

  @Test
  void portLevelSettingsOfTheHostInheritNothing() {
    Cluster cluster =
        sidecar(
            "outlierDetection: {consecutive5xxErrors: 1}, retryBudget: {},"
                + " portLevelSettings: [{port: {number: 80}, loadBalancer: {simple: RANDOM}}]");

    assertThat(cluster.getLbPolicy()).isEqualTo(LbPolicy.RANDOM);
    assertThat(cluster.hasOutlierDetection()).isFalse();
    assertThat(cluster.getCircuitBreakers().getThresholds(0).hasRetryBudget()).isFalse();
  }

  @Test
  void subsetOfAPassthroughHostGoesToTheOriginalDestination() {
    Mesh mesh =
        Meshes.of(
            service("a", "grpc", 80),
            destinationRule(
                "d",
                "host: a, trafficPolicy: {loadBalancer: {simple: PASSTHROUGH}}, "
                    + SUBSETS.formatted("loadBalancer: {simple: RANDOM}")));

    assertThat(SidecarView.translate(mesh, CLIENT).clusters())
        .extracting(Cluster::getType)
        .containsOnly(DiscoveryType.ORIGINAL_DST);
  }

  @ParameterizedTest
  @CsvSource({
    // port name, http settings, explicit HTTP/2, as downstream, common options
    "http, 'h2UpgradePolicy: UPGRADE', true, false, false",
    "http, 'h2UpgradePolicy: DO_NOT_UPGRADE, useClientProtocol: true', false, true, false",
    "http, 'maxConcurrentStreams: 5', false, false, true",
    "grpc, 'h2UpgradePolicy: DO_NOT_UPGRADE', true, false, false",
    "grpc, 'http2KeepAlive: {interval: 5s, timeout: 1s}', true, false, true",
    "grpc, 'useClientProtocol: true', false, true, false",
    "api, 'h2UpgradePolicy: UPGRADE, maxConcurrentStreams: 5', false, true, true",
  })
  void protocolOfThePods(
      String port, String http, boolean http2, boolean downstream, boolean common)
      throws InvalidProtocolBufferException {
    Mesh mesh =
        Meshes.of(
            service("a", port, 80),
            destinationRule(
                "d", "host: a, trafficPolicy: {connectionPool: {http: {" + http + "}}}"));
    HttpProtocolOptions options =
        SidecarView.translate(mesh, CLIENT)
            .clusters()
            .get(0)
            .getTypedExtensionProtocolOptionsOrThrow(HttpProtocols.EXTENSION)
            .unpack(HttpProtocolOptions.class);

    assertThat(options.getExplicitHttpConfig().hasHttp2ProtocolOptions()).isEqualTo(http2);
    assertThat(options.hasUseDownstreamProtocolConfig()).isEqualTo(downstream);
    assertThat(options.hasCommonHttpProtocolOptions()).isEqualTo(common);
  }

  @ParameterizedTest
  @CsvSource({
    // outlier detection, weighted, panic threshold
    "'localityLbSetting: {failoverPriority: [zone]}', 'outlierDetection: {}', true",
    "'localityLbSetting: {failoverPriority: [zone]}', 'connectionPool: {http: {maxRetries: 1}}', false",
    "'localityLbSetting: {failover: [{from: r, to: s}]}', 'outlierDetection: {}', true",
    "'localityLbSetting: {enabled: false, failoverPriority: [z]}', 'outlierDetection: {}', false",
    "'localityLbSetting: {distribute: [{from: r, to: {r: 100}}]}', 'connectionPool: {http: {maxRetries: 1}}', true",
    "'simple: ROUND_ROBIN', 'outlierDetection: {}', false",
  })
  void localitiesAreWeightedWhereSomebodyChose(String lb, String other, boolean weighted) {
    Cluster cluster = sidecar("loadBalancer: {" + lb + "}, " + other);

    assertThat(cluster.getCommonLbConfig().hasLocalityWeightedLbConfig()).isEqualTo(weighted);
  }

  @Test
  void zoneAwareBalancingIsEnvoys() {
    Cluster on = sidecar("loadBalancer: {zoneAwareLbSetting: {minClusterSize: 3}}");
    Cluster off = sidecar("loadBalancer: {zoneAwareLbSetting: {enabled: false}}");

    assertThat(on.getCommonLbConfig().getZoneAwareLbConfig().getMinClusterSize().getValue())
        .isEqualTo(3);
    assertThat(on.getCommonLbConfig().getZoneAwareLbConfig().hasRoutingEnabled()).isFalse();
    assertThat(off.getCommonLbConfig().getZoneAwareLbConfig().hasRoutingEnabled()).isTrue();
  }

  @Test
  void tlsWithoutANameTakesItFromTheRequest() throws InvalidProtocolBufferException {
    Cluster cluster = sidecar("tls: {mode: SIMPLE}");
    UpstreamTlsContext tls =
        cluster.getTransportSocket().getTypedConfig().unpack(UpstreamTlsContext.class);
    HttpProtocolOptions options =
        cluster
            .getTypedExtensionProtocolOptionsOrThrow(HttpProtocols.EXTENSION)
            .unpack(HttpProtocolOptions.class);

    assertThat(options.getUpstreamHttpProtocolOptions().getAutoSni()).isTrue();
    assertThat(options.getUpstreamHttpProtocolOptions().getAutoSanValidation()).isTrue();
    assertThat(tls.getCommonTlsContext().getAlpnProtocolsList()).containsExactly("h2");
    assertThat(
            tls.getCommonTlsContext()
                .getCombinedValidationContext()
                .getValidationContextSdsSecretConfig()
                .getName())
        .isEqualTo("file-root:system");
  }

  @ParameterizedTest
  @CsvSource({
    "'mode: DISABLE', false",
    "'mode: MUTUAL, clientCertificate: /c, privateKey: /k', true",
    "'mode: SIMPLE, credentialName: secret', false", // no workloadSelector says whose it is
    "'mode: ISTIO_MUTUAL', true",
  })
  void transportSocketOfTlsMode(String tls, boolean present) {
    assertThat(sidecar("tls: {" + tls + "}").hasTransportSocket()).isEqualTo(present);
  }

  @Test
  void mutualTlsWithinTheMeshExpectsTheServersIdentities() throws InvalidProtocolBufferException {
    Mesh mesh =
        Meshes.of(
            Meshes.SERVER,
            destinationRule("d", "host: server, trafficPolicy: {tls: {mode: ISTIO_MUTUAL}}"));
    UpstreamTlsContext tls =
        SidecarView.translate(mesh, CLIENT)
            .clusters()
            .get(0)
            .getTransportSocket()
            .getTypedConfig()
            .unpack(UpstreamTlsContext.class);

    assertThat(tls.getSni()).isEqualTo("outbound_.50051_._.server.default.svc.cluster.local");
    assertThat(tls.getCommonTlsContext().getAlpnProtocolsList()).containsExactly("istio", "h2");
    assertThat(tls.toString()).contains("spiffe://cluster.local/ns/default/sa/default");
    assertThat(
            GrpcJavaDeviations.adapt(ProxylessView.translate(mesh, CLIENT)).resources().clusters())
        .noneMatch(Cluster::hasTransportSocket);
  }

  @Test
  void proxyProtocolWrapsWhatIsThere() throws InvalidProtocolBufferException {
    Cluster cluster = sidecar("proxyProtocol: {version: V2}, tls: {mode: ISTIO_MUTUAL}");

    assertThat(
            cluster
                .getTransportSocket()
                .getTypedConfig()
                .unpack(ProxyProtocolUpstreamTransport.class)
                .getTransportSocket()
                .getName())
        .isEqualTo("envoy.transport_sockets.tls");
  }

  private static Mesh mesh(String policy) {
    return Meshes.of(
        service("a", "grpc", 80), destinationRule("d", "host: a, trafficPolicy: {" + policy + "}"));
  }

  private static Cluster sidecar(String policy) {
    return SidecarView.translate(mesh(policy), CLIENT).clusters().get(0);
  }
}
