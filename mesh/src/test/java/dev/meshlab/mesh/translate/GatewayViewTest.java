package dev.meshlab.mesh.translate;

import static dev.meshlab.mesh.Meshes.virtualService;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.Meshes;
import dev.meshlab.mesh.loopback.SecretReferences;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Reads;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Locality;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Viewer;
import dev.meshlab.mesh.translate.xds.CanonicalJson;
import dev.meshlab.mesh.translate.xds.Resources;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import io.envoyproxy.envoy.config.route.v3.VirtualHost.TlsRequirementType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of istiod's gateways that its own answers do not show. */
class GatewayViewTest {

  private static final String HTTP = "port: {number: 80, name: http, protocol: HTTP}";
  private static final String HTTPS = "port: {number: 443, name: https, protocol: HTTPS}";
  private static final String SIMPLE = "tls: {mode: SIMPLE, credentialName: cert}";

  @Test
  void gatewaysMergeOnOneWorkload() {
    Resources resources =
        translate(
            gateway("a", "{%s, hosts: [a.example.com]}".formatted(HTTP)),
            gateway("b", "{%s, hosts: [b.example.com]}".formatted(HTTP)),
            bound("a", "a", "a.example.com"),
            bound("b", "b", "b.example.com"));

    assertThat(resources.listeners()).extracting(Listener::getName).containsExactly("0.0.0.0_80");
    assertThat(domains(resources)).containsOnlyKeys("http.80");
    assertThat(domains(resources).get("http.80"))
        .containsExactlyInAnyOrder("a.example.com", "b.example.com");
  }

  @Test
  void secondTlsServerForAHostIsDropped() {
    String server = "{%s, %s, hosts: [a.example.com]}".formatted(HTTPS, SIMPLE);
    Resources resources = translate(gateway("a", server), gateway("b", server));

    assertThat(resources.listeners())
        .singleElement()
        .satisfies(listener -> assertThat(listener.getFilterChainsList()).hasSize(1));
    assertThat(domains(resources)).containsOnlyKeys("https.443.https.a.default");
  }

  @Test
  void plainBytesCannotShareAPortWithHttp() {
    Resources resources =
        translate(
            gateway("a", "{%s, hosts: ['*']}".formatted(HTTP)),
            gateway("b", "{port: {number: 80, name: tcp, protocol: TCP}, hosts: ['*']}"));

    assertThat(resources.listeners())
        .singleElement()
        .satisfies(listener -> assertThat(listener.getFilterChainsList()).hasSize(1));
  }

  @ParameterizedTest(name = "server {0}, rule {1}: {2}")
  @CsvSource({
    "*.example.com, a.example.com, a.example.com",
    "a.example.com, *.example.com, a.example.com",
    "*, a.example.com, a.example.com",
    "default/*, a.example.com, a.example.com",
    "./*, a.example.com, a.example.com",
    "*/a.example.com, a.example.com, a.example.com",
    "other/*, a.example.com, *",
    "b.example.com, a.example.com, *"
  })
  void hostsAreThoseThatServerAndRuleShare(String server, String rule, String domain) {
    Resources resources =
        translate(
            gateway("a", "{%s, hosts: ['%s']}".formatted(HTTP, server)), bound("a", "a", rule));

    assertThat(domains(resources)).containsEntry("http.80", List.of(domain));
  }

  @ParameterizedTest
  @CsvSource({"a", "default/a", "a.default.svc.cluster.local"})
  void rulesNameAGatewayInThreeWays(String name) {
    Resources resources =
        translate(gateway("a", "{%s, hosts: ['*']}".formatted(HTTP)), bound("vs", name, "x.com"));

    assertThat(domains(resources)).containsEntry("http.80", List.of("x.com"));
  }

  @Test
  void conditionOnAnotherGatewayLeavesNoRoute() {
    Resources resources =
        translate(
            gateway("a", "{%s, hosts: ['*']}".formatted(HTTP)),
            virtualService(
                "vs",
                "hosts: [x.com], gateways: [a, b],"
                    + " http: [{match: [{gateways: [b]}], route: [{destination: {host: server}}]}]"));

    assertThat(domains(resources)).containsEntry("http.80", List.of("*"));
  }

  @Test
  void mutualTlsAsksForACertificateOfTheSecretsAuthority() {
    Resources resources =
        translate(
            gateway(
                "a",
                "{%s, tls: {mode: MUTUAL, credentialName: cert}, hosts: [x.com]}"
                    .formatted(HTTPS)));

    assertThat(SecretReferences.certificates(resources)).containsExactly("kubernetes://cert");
    assertThat(SecretReferences.authorities(resources)).containsExactly("kubernetes://cert-cacert");
    assertThat(CanonicalJson.array(resources.listeners()))
        .containsPattern("require_client_certificate\":\\s*true");
  }

  @Test
  void passThroughIsRoutedByServerName() {
    Resources resources =
        translate(
            gateway("a", "{%s, tls: {mode: PASSTHROUGH}, hosts: ['*.x.com']}".formatted(HTTPS)),
            virtualService(
                "vs",
                "hosts: [a.x.com], gateways: [a], tls: [{match: [{port: 443, sniHosts: [a.x.com]}],"
                    + " route: [{destination: {host: server, port: {number: 50051}}}]}]"));

    FilterChain chain = resources.listeners().get(0).getFilterChains(0);
    assertThat(chain.getFilterChainMatch().getServerNamesList()).containsExactly("a.x.com");
    assertThat(chain.hasTransportSocket()).isFalse();
    assertThat(CanonicalJson.array(resources.listeners()))
        .contains("outbound|50051||server.default.svc.cluster.local");
    assertThat(resources.routes()).isEmpty();
  }

  @Test
  void redirectsToHttpsEveryHostOfTheServer() {
    Resources resources =
        translate(gateway("a", "{%s, tls: {httpsRedirect: true}, hosts: [x.com]}".formatted(HTTP)));

    assertThat(resources.routes().get(0).getVirtualHostsList())
        .singleElement()
        .extracting(VirtualHost::getRequireTls)
        .isEqualTo(TlsRequirementType.ALL);
  }

  @Test
  void gatewayOfTheGatewayApiIsOneGatewayAListener() {
    Resources resources =
        translate(
            """
            {apiVersion: gateway.networking.k8s.io/v1, kind: Gateway, metadata: {name: k},
             spec: {gatewayClassName: istio, listeners: [
               {name: plain, port: 80, protocol: HTTP, hostname: x.com},
               {name: safe, port: 443, protocol: HTTPS, hostname: x.com,
                tls: {certificateRefs: [{name: cert}]}}]}}
            """,
            """
            {apiVersion: gateway.networking.k8s.io/v1, kind: GRPCRoute, metadata: {name: r},
             spec: {parentRefs: [{name: k, sectionName: safe}], hostnames: [x.com],
               rules: [{backendRefs: [{name: server, port: 50051}]}]}}
            """);

    assertThat(domains(resources))
        .containsEntry("http.80", List.of("*"))
        .containsEntry(
            "https.443.default.k~istio-autogenerated-k8s-gateway~safe.default", List.of("x.com"));
    assertThat(SecretReferences.certificates(resources))
        .containsExactly("kubernetes-gateway://default/cert");
  }

  @Test
  void sidecarsLeaveGatewaysUnread() {
    Reads reads = new Reads();
    var manifests =
        Meshes.manifests(Meshes.SERVER, gateway("a", "{%s, hosts: ['*']}".formatted(HTTP)));
    SidecarView.translate(Mesh.of(manifests, reads, Viewer.CALLER), Meshes.CLIENT);

    assertThat(reads.unread(manifests.of("networking.istio.io", "Gateway").get(0)))
        .extracting(Reads.Unread::path)
        .contains("spec.selector.istio", "spec.servers[0].port.number");
  }

  @Test
  void whatACallersMeshIsAskedOfGatewaysLeavesThemUnread() {
    Reads reads = new Reads();
    var manifests =
        Meshes.manifests(Meshes.SERVER, gateway("a", "{%s, hosts: ['*']}".formatted(HTTP)));
    Document gateway = manifests.of("networking.istio.io", "Gateway").get(0);
    Mesh mesh = Mesh.of(manifests, reads, Viewer.CALLER);

    assertThat(mesh.gatewayPorts(mesh.gatewayWorkloads().get(0))).hasSize(1);
    assertThat(reads.unread(gateway)).hasSameSizeAs(reads.written(gateway));
  }

  @Test
  void aGatewaysMeshHasReadThemBeforeItIsAsked() {
    Reads reads = new Reads();
    var manifests =
        Meshes.manifests(Meshes.SERVER, gateway("a", "{%s, hosts: ['*']}".formatted(HTTP)));
    Mesh.of(manifests, reads, Viewer.GATEWAY);

    assertThat(reads.unread(manifests.of("networking.istio.io", "Gateway").get(0))).isEmpty();
  }

  private static Resources translate(String... documents) {
    String all = String.join("\n---\n", documents);
    Mesh mesh = Meshes.of(Meshes.SERVER, all);
    ClientWorkload asked = new ClientWorkload("default", Map.of(), Locality.UNKNOWN);
    return GatewayView.translate(mesh, mesh.gatewayWorkload(asked).orElseThrow());
  }

  private static String gateway(String name, String server) {
    return "{apiVersion: networking.istio.io/v1, kind: Gateway, metadata: {name: %s}, spec: {selector: {istio: ingressgateway}, servers: [%s]}}"
        .formatted(name, server);
  }

  private static String bound(String name, String gateway, String host) {
    return virtualService(
        name,
        "hosts: ['%s'], gateways: ['%s'], http: [{route: [{destination: {host: server}}]}]"
            .formatted(host, gateway));
  }

  /** The domains of each route configuration. */
  private static Map<String, List<String>> domains(Resources resources) {
    return resources.routes().stream()
        .collect(
            java.util.stream.Collectors.toMap(
                RouteConfiguration::getName,
                routes ->
                    routes.getVirtualHostsList().stream()
                        .flatMap(host -> host.getDomainsList().stream())
                        .toList()));
  }
}
