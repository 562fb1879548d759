package dev.meshlab.lab.predict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.lab.plane.Sidecars;
import dev.meshlab.lab.prediction.Denial;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.SdsSecretConfig;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The callers and calls that get through the sidecar which istiod's configuration makes. */
class ServerEntranceTest {

  private static final String CALLER = "spiffe://cluster.local/ns/web/sa/front";

  /** A sidecar, as istiod's auto mTLS lets it connect. */
  private static final Caller SIDECAR =
      new Caller(Optional.of(tls("istio", "h2")), CALLER, true, true);

  private static final Caller FOREIGN_TLS = new Caller(Optional.of(tls("h2")), "", true, true);
  private static final Caller OF_ANOTHER_MESH =
      new Caller(
          Optional.of(tls("istio", "h2")), "spiffe://example.com/ns/web/sa/front", true, true);

  @ParameterizedTest
  @CsvSource({
    // mode,      port, plain, a sidecar, foreign TLS
    "STRICT,     grpc, false, true,  false",
    "PERMISSIVE, grpc, true,  true,  false",
    "DISABLE,    grpc, true,  false, false",
    "STRICT,     tcp,  false, true,  false",
    "PERMISSIVE, tcp,  true,  true,  false",
    "STRICT,     x,    false, true,  false",
    "PERMISSIVE, x,    true,  true,  false",
    "DISABLE,    x,    true,  false, false",
  })
  void modeOfMutualTlsDecidesWhoConnects(
      String mode, String port, boolean plain, boolean sidecar, boolean foreign) {
    ServerEntrance entrance = Sidecars.entrance(mode, port);

    assertThat(entrance.refusal(Caller.PLAIN).isEmpty()).isEqualTo(plain);
    assertThat(entrance.refusal(SIDECAR).isEmpty()).isEqualTo(sidecar);
    assertThat(entrance.refusal(FOREIGN_TLS).isEmpty()).isEqualTo(foreign);
  }

  @Test
  void callerOfAnotherTrustDomainIsRefused() {
    assertThat(Sidecars.entrance("STRICT", "grpc").refusal(OF_ANOTHER_MESH).orElseThrow())
        .contains("another trust domain");
  }

  /** The proxy before a pod decides first: RBAC asks for no method that exists. */
  @ParameterizedTest
  @CsvSource({
    "/shop.Cart/Add,  grpc, UNIMPLEMENTED, false",
    "//shop.Cart/Add, grpc, UNIMPLEMENTED, true",
    "//shop.Cart/Add, deny, PERMISSION_DENIED, true",
    "/shop.Cart/Add,  deny, PERMISSION_DENIED, true",
  })
  void pathThatNoGrpcServerHasIsUnimplementedWhereTheProxyLetsItIn(
      String path, String rules, String status, boolean denied) {
    String denying =
        "{apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: {name: none}, spec: {}}";
    ServerEntrance entrance =
        rules.equals("deny")
            ? Sidecars.entrance("PERMISSIVE", "grpc", denying)
            : Sidecars.entrance("PERMISSIVE", "grpc");
    CallShape call = new CallShape("shop", 80, path, List.of());

    assertThat(entrance.denial(Caller.PLAIN, call).map(Denial::status))
        .isEqualTo(denied ? Optional.of(status) : Optional.empty());
  }

  @Test
  void podItselfTakesPlainTextAlone() {
    assertThat(ServerEntrance.BARE.refusal(Caller.PLAIN)).isEmpty();
    assertThat(ServerEntrance.BARE.refusal(SIDECAR)).isPresent();
  }

  @ParameterizedTest
  @CsvSource({"grpc, false", "http2, false", "tcp, false", "x, false", "http, true"})
  void portThatIsDeclaredAsHttp1BreaksGrpc(String port, boolean broken) {
    assertThat(Sidecars.entrance("PERMISSIVE", port).denial(Caller.PLAIN, call("/s.S/M")))
        .map(denial -> denial.reason().contains("HTTP/1.1"))
        .isEqualTo(broken ? Optional.of(true) : Optional.empty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # policy                                                                     | sidecar | plain
          rules: [{}]                                                                  |         |
          {}                                                                           | allows  | allows
          rules: [{to: [{operation: {paths: [/s.S/M]}}]}]                              |         |
          rules: [{to: [{operation: {paths: [/s.S/*]}}]}]                              |         |
          rules: [{to: [{operation: {paths: [/other.S/M]}}]}]                          | allows  | allows
          rules: [{to: [{operation: {methods: [GET]}}]}]                               | allows  | allows
          rules: [{to: [{operation: {methods: [POST]}}]}]                              |         |
          rules: [{to: [{operation: {ports: ['50051']}}]}]                             |         |
          rules: [{to: [{operation: {ports: ['80']}}]}]                                | allows  | allows
          rules: [{from: [{source: {namespaces: [web]}}]}]                             |         | allows
          rules: [{from: [{source: {namespaces: [shop]}}]}]                            | allows  | allows
          rules: [{from: [{source: {principals: [cluster.local/ns/web/sa/front]}}]}]   |         | allows
          rules: [{when: [{key: 'request.headers[x-team]', values: [blue]}]}]          |         |
          rules: [{when: [{key: 'request.headers[x-team]', values: [red]}]}]           | allows  | allows
          action: DENY, rules: [{to: [{operation: {paths: [/s.S/M]}}]}]                | denied  | denied
          action: DENY, rules: [{from: [{source: {notNamespaces: [web]}}]}]            |         | denied
          """)
  void policiesDecideWhichCallsPass(String spec, String sidecar, String plain) {
    String fields = spec.equals("{}") ? "" : spec;
    ServerEntrance entrance =
        Sidecars.entrance(
            "PERMISSIVE",
            "grpc",
            "{apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: {name: p}, spec: {%s}}"
                .formatted(fields));

    assertThat(entrance.looksIntoCalls()).isTrue();
    assertDenied(entrance, SIDECAR, sidecar);
    assertDenied(entrance, Caller.PLAIN, plain);
  }

  private static void assertDenied(ServerEntrance entrance, Caller caller, String reason) {
    var denial = entrance.denial(caller, call("/s.S/M"));
    if (reason == null) {
      assertThat(denial).isEmpty();
    } else {
      assertThat(denial.orElseThrow().status()).isEqualTo("PERMISSION_DENIED");
      assertThat(denial.orElseThrow().reason()).contains(reason);
      assertThat(denial.orElseThrow().isAsked()).isEqualTo(reason.equals("denied"));
    }
  }

  private static CallShape call(String path) {
    return new CallShape("shop:80", 80, path, List.of(java.util.Map.entry("x-team", "blue")));
  }

  private static CommonTlsContext tls(String... alpn) {
    return CommonTlsContext.newBuilder()
        .addTlsCertificateSdsSecretConfigs(SdsSecretConfig.newBuilder().setName("default"))
        .addAllAlpnProtocols(List.of(alpn))
        .build();
  }
}
