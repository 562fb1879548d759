package dev.meshlab.mesh.loopback;

import static dev.meshlab.mesh.Meshes.CLIENT;
import static dev.meshlab.mesh.Meshes.SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.Meshes;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.translate.GatewayView;
import dev.meshlab.mesh.translate.SidecarView;
import dev.meshlab.mesh.translate.xds.EnvoyTypes;
import dev.meshlab.mesh.translate.xds.Resources;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.TransportSocket;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AutoMutualTlsTest {

  private static final String HEADLESS = SERVER.replace("10.96.0.10", "None");

  private static final String PARTLY =
      HEADLESS.replace(
          "{app: server, version: v2}},\n    spec",
          "{app: server, version: v2, sidecar.istio.io/inject: 'false'}},\n    spec");

  private static Cluster cluster(String... documents) {
    Mesh mesh = Meshes.of(documents);
    return AutoMutualTls.adapt(SidecarView.translate(mesh, CLIENT), mesh, CLIENT)
        .resources()
        .clusters()
        .get(0);
  }

  private static String peers(String namespace, String spec) {
    return "{apiVersion: security.istio.io/v1, kind: PeerAuthentication, metadata: {name: p, namespace: %s}, spec: {%s}}"
        .formatted(namespace, spec);
  }

  @Test
  void isDecidedForEachPodWhereEnvoyChoosesThePod() {
    assertThat(cluster(SERVER).getTransportSocketMatchesCount()).isEqualTo(2);
    assertThat(cluster(SERVER).hasTransportSocket()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          default      | mtls: {mode: STRICT}                                               | true
          default      | mtls: {mode: DISABLE}                                              | false
          istio-system | mtls: {mode: DISABLE}                                              | false
          other        | mtls: {mode: DISABLE}                                              | true
          default      | mtls: {mode: DISABLE}, selector: {matchLabels: {app: server}}      | true
          """)
  void isDecidedOnceForAHeadlessServiceByTheRulesOfItsNamespace(
      String namespace, String spec, boolean spoken) {
    Cluster cluster = cluster(HEADLESS, peers(namespace, spec));

    assertThat(cluster.hasTransportSocket()).isEqualTo(spoken);
    assertThat(cluster.getTransportSocketMatchesCount()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          name: grpc  | istio h2
          name: http  | istio
          name: tcp   | istio
          name: any   | istio
          """)
  void offersHttp2OnlyWhereThePortDeclaresIt(String port, String offered) {
    Cluster cluster = cluster(SERVER.replace("name: grpc", port));

    assertThat(alpn(cluster.getTransportSocketMatches(0).getTransportSocket()))
        .containsExactly(offered.split(" ", -1));
  }

  private static List<String> alpn(TransportSocket socket) {
    return ((UpstreamTlsContext)
            EnvoyTypes.unpack(socket.getTypedConfig(), UpstreamTlsContext.getDefaultInstance()))
        .getCommonTlsContext()
        .getAlpnProtocolsList();
  }

  @Test
  void isOffForAHeadlessServiceOfWhichOnePodHasNoSidecar() {
    assertThat(cluster(HEADLESS).hasTransportSocket()).isTrue();
    assertThat(cluster(PARTLY).hasTransportSocket()).isFalse();
  }

  @Test
  void isOffForAHeadlessServiceToAGatewayToo() {
    assertThat(ofGateway(HEADLESS).getTransportSocketMatchesCount()).isEqualTo(2);
    assertThat(ofGateway(PARTLY).getTransportSocketMatchesCount()).isZero();
  }

  private static Cluster ofGateway(String server) {
    Mesh mesh =
        Meshes.of(
            server,
            """
            apiVersion: networking.istio.io/v1
            kind: Gateway
            metadata: {name: g}
            spec: {selector: {istio: ingressgateway}, servers: [
              {hosts: [x.com], port: {number: 80, name: http, protocol: HTTP}}]}
            """);
    ClientWorkload gateway = mesh.gatewayWorkloads().get(0);
    Resources all = GatewayView.translateAll(mesh, gateway);
    return AutoMutualTls.adapt(all, mesh, gateway).resources().clusters().stream()
        .filter(each -> each.getName().startsWith("outbound|50051||server."))
        .findFirst()
        .orElseThrow();
  }
}
