package dev.meshlab.lab.plane;

import static dev.meshlab.lab.Meshes.rule;
import static dev.meshlab.lab.Meshes.server;
import static dev.meshlab.lab.Meshes.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.lab.Meshes;
import dev.meshlab.lab.cast.Target;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.ServerTls;
import dev.meshlab.mesh.translate.GatewayView;
import dev.meshlab.mesh.translate.xds.Resources;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayTargetTest {

  private static final String GRPC = "port: {number: 80, name: grpc, protocol: GRPC}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # hosts of the Gateway           | hosts of the VirtualService         | called
          a.example.com                    | a.example.com                       | a.example.com:80
          a.example.com                    | b.example.com                       | ''
          a.example.com, b.example.com     | b.example.com, c.example.com        | b.example.com:80
          '*'                              | a.example.com                       | a.example.com:80
          '*.example.com'                  | a.example.com, a.example.org        | a.example.com:80
          a.example.com, a.example.org     | '*.example.com'                     | a.example.com:80
          '*.example.com'                  | '*.example.com'                     | any.example.com:80
          '*'                              | '*'                                 | any.example.com:80
          default/a.example.com            | a.example.com                       | a.example.com:80
          other/a.example.com              | a.example.com                       | ''
          """)
  void isEachHostThatAGatewayAndARuleShareAndOneOfAWildcard(
      String opened, String routed, String called) {
    assertThat(
            doors(
                gateway("{%s, hosts: [%s]}".formatted(GRPC, list(opened))),
                rule("VirtualService", "r", bound(list(routed)))))
        .containsExactly(called.isEmpty() ? new String[0] : called.split(" "));
  }

  private static String list(String hosts) {
    return "'" + hosts.replace(", ", "', '") + "'";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # server                                                                                             | called
          port: {number: 80, name: http, protocol: HTTP}                                                       | true
          port: {number: 80, name: http, protocol: HTTP}, tls: {httpsRedirect: true}                           | false
          port: {number: 443, name: https, protocol: HTTPS}, tls: {mode: SIMPLE, credentialName: c}            | true
          port: {number: 443, name: https, protocol: HTTPS}, tls: {mode: PASSTHROUGH}                          | false
          port: {number: 443, name: tls, protocol: TLS}, tls: {mode: PASSTHROUGH}                              | false
          port: {number: 9000, name: tcp, protocol: TCP}                                                       | false
          """)
  void isNotWhereTlsPassesThroughNorWhereCallersAreSentToHttps(String server, boolean called) {
    assertThat(
            doors(
                gateway("{%s, hosts: [a.example.com]}".formatted(server)),
                rule("VirtualService", "r", bound("a.example.com"))))
        .hasSize(called ? 1 : 0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # rule                                                                                                | called
          hosts: [a.example.com], http: [{route: [{destination: {host: shop}}]}]                                | false
          gateways: [mesh], hosts: [a.example.com], http: [{route: [{destination: {host: shop}}]}]              | false
          gateways: [other], hosts: [a.example.com], http: [{route: [{destination: {host: shop}}]}]             | false
          gateways: [default/entrance], hosts: [a.example.com], http: [{route: [{destination: {host: shop}}]}]  | true
          gateways: [entrance], hosts: [a.example.com], tcp: [{route: [{destination: {host: shop}}]}]           | false
          """)
  void isOpenedByARuleWithHttpRoutesThatIsBoundToTheGateway(String spec, boolean called) {
    assertThat(
            doors(gateway("{%s, hosts: ['*']}".formatted(GRPC)), rule("VirtualService", "r", spec)))
        .hasSize(called ? 1 : 0);
  }

  @Test
  void isOneWhereSeveralRulesShareAHost() {
    assertThat(
            doors(
                gateway("{%s, hosts: ['*']}".formatted(GRPC)),
                rule("VirtualService", "r1", bound("a.example.com")),
                rule("VirtualService", "r2", bound("a.example.com"))))
        .containsExactly("a.example.com:80");
  }

  @Test
  void isOneForEachPortThatOpensTheHost() {
    assertThat(
            doors(
                gateway(
                    "{%s, hosts: ['*']}, {port: {number: 81, name: grpc-2, protocol: GRPC}, hosts: ['*']}"
                        .formatted(GRPC)),
                rule("VirtualService", "r", bound("a.example.com"))))
        .containsExactly("a.example.com:80", "a.example.com:81");
  }

  @Test
  void knowsHowItsGatewayTreatsTls() {
    Mesh mesh =
        mesh(
            gateway(
                "{%s, hosts: [a.example.com]}, {port: {number: 443, name: https, protocol: HTTPS},"
                        .formatted(GRPC)
                    + " tls: {mode: MUTUAL, credentialName: c}, hosts: [b.example.com]}"),
            rule("VirtualService", "r", bound("a.example.com, b.example.com")));

    assertThat(GatewayTarget.of(mesh))
        .extracting(door -> door.tls().map(ServerTls::mode))
        .containsExactly(Optional.empty(), Optional.of(ServerTls.Mode.MUTUAL));
  }

  @Test
  void takesCallsForItsHostAndPortByWhateverName() {
    GatewayTarget door =
        GatewayTarget.of(
                mesh(
                    gateway("{%s, hosts: ['*']}".formatted(GRPC)),
                    rule("VirtualService", "r", bound("a.example.com"))))
            .get(0);

    assertThat(door.leadsTo(new Target("a.example.com", 80))).isTrue();
    assertThat(door.leadsTo(new Target("a.example.com", 80, "other"))).isTrue();
    assertThat(door.leadsTo(new Target("a.example.com", 81))).isFalse();
    assertThat(door.calledBy("b.example.com").target())
        .isEqualTo(new Target("a.example.com", 80, "b.example.com"));
  }

  @Test
  void leadsToTheFilterChainForTheNameThatATlsClientAsksFor() {
    String tls =
        "port: {number: 443, name: %s, protocol: HTTPS}, tls: {mode: SIMPLE, credentialName: %s}";
    Mesh mesh =
        mesh(
            gateway(
                "{port: {number: 80, name: grpc, protocol: GRPC}, hosts: ['*.org']},"
                    + " {%s, hosts: [a.example.com]}, {%s, hosts: [b.example.com]}"
                        .formatted(tls.formatted("https-a", "a"), tls.formatted("https-b", "b"))),
            rule("VirtualService", "r", bound("a.example.com, b.example.com")));
    GatewayTarget b = GatewayTarget.of(mesh).get(1);
    Resources gateway = GatewayView.translate(mesh, b.workload());

    assertThat(gateway.listeners()).hasSize(2);
    assertThat(b.listener(gateway, b.target()))
        .hasValueSatisfying(
            listener ->
                assertThat(listener.getFilterChainsList())
                    .singleElement()
                    .extracting(chain -> chain.getFilterChainMatch().getServerNamesList())
                    .isEqualTo(List.of("b.example.com")));
    assertThat(b.listener(Resources.NONE, b.target())).isEmpty();
  }

  private static String gateway(String servers) {
    return rule("Gateway", "entrance", "selector: {istio: gw}, servers: [" + servers + "]");
  }

  private static String bound(String hosts) {
    return "gateways: [entrance], hosts: [%s], http: [{route: [{destination: {host: shop}}]}]"
        .formatted(hosts);
  }

  private static List<String> doors(String... rules) {
    return GatewayTarget.of(mesh(rules)).stream().map(door -> door.target().toString()).toList();
  }

  private static Mesh mesh(String... rules) {
    String shop = server("shop", "v1", 1) + "\n---\n" + service("shop", "name: grpc, port: 50051");
    return Meshes.of(shop, String.join("\n---\n", rules));
  }
}
