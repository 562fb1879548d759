package dev.meshlab.mesh.translate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.Meshes;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.translate.GatewayView;
import dev.meshlab.mesh.translate.ProxylessView;
import dev.meshlab.mesh.translate.xds.Resources;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** GRPCRoutes that are attached to a Gateway of the Kubernetes Gateway API. */
class GatewayRoutesTest {

  private static final String GATEWAY =
      """
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge, namespace: default}
      spec:
        gatewayClassName: istio
        listeners:
        - {name: a, port: 80, protocol: HTTP, hostname: a.example.com}
        - {name: b, port: 81, protocol: HTTP, hostname: b.example.com}
      """;

  private static final String OTHER_SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: pay, namespace: bank}
      spec: {clusterIP: 10.96.0.77, ports: [{name: grpc, port: 9000}]}
      """;

  @ParameterizedTest(name = "parent {0}, hostnames {1}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "name: edge | a.example.com, b.example.com | a.example.com b.example.com",
        "name: edge | a.example.com | a.example.com",
        "name: edge | '*.example.com' | a.example.com b.example.com",
        "name: edge, sectionName: b | a.example.com, b.example.com | b.example.com",
        "name: edge, port: 80 | a.example.com, b.example.com | a.example.com",
        "name: other | a.example.com |",
        "name: edge, namespace: other | a.example.com |",
        "name: edge, kind: Service, group: '' | a.example.com |",
      })
  void serveTheHostsThatTheyShareWithTheListenersOfTheirParent(
      String parent, String hostnames, String served) {
    Resources resources =
        translate(
            GATEWAY,
            Meshes.service("pay", "grpc", 9000),
            route(
                parent,
                "hostnames: ['%s'], ".formatted(hostnames.replace(", ", "', '")),
                "{name: pay, port: 9000}"));

    assertThat(hosts(resources)).isEqualTo(served == null ? List.of() : List.of(served.split(" ")));
  }

  @Test
  void leadIntoAnotherNamespaceOnlyWhereItGrantsThat() {
    String route =
        route(
            "name: edge",
            "hostnames: [a.example.com], ",
            "{name: pay, namespace: bank, port: 9000}");
    String grant =
        """
        apiVersion: gateway.networking.k8s.io/v1beta1
        kind: ReferenceGrant
        metadata: {name: routes, namespace: bank}
        spec:
          from: [{group: gateway.networking.k8s.io, kind: GRPCRoute, namespace: default}]
          to: [{group: "", kind: Service}]
        """;
    String cluster = "outbound|9000||pay.bank.svc.cluster.local";

    assertThat(clusters(translate(GATEWAY, OTHER_SERVICE, route))).doesNotContain(cluster);
    assertThat(clusters(translate(GATEWAY, OTHER_SERVICE, route, grant))).contains(cluster);
  }

  @Test
  void whatIsWrittenForEveryHostComesFirstAmongRoutesOfOneAge() {
    String forOne = route("name: edge", "hostnames: [a.example.com], ", "{name: pay, port: 9000}");
    String forAll =
        route("name: edge, sectionName: a", "", "{name: cart, port: 9000}")
            .replace("name: route", "name: zzz");

    assertThat(
            clusters(
                translate(
                    GATEWAY,
                    Meshes.service("pay", "grpc", 9000),
                    Meshes.service("cart", "grpc", 9000),
                    forOne,
                    forAll)))
        .startsWith(
            "outbound|9000||cart.default.svc.cluster.local",
            "outbound|9000||pay.default.svc.cluster.local");
  }

  private static String route(String parent, String hostnames, String backend) {
    return """
        apiVersion: gateway.networking.k8s.io/v1
        kind: GRPCRoute
        metadata: {name: route, namespace: default}
        spec: {parentRefs: [{%s}], %srules: [{backendRefs: [%s]}]}
        """
        .formatted(parent, hostnames, backend);
  }

  private static Resources translate(String... documents) {
    Mesh mesh = Meshes.of(documents);
    return GatewayView.translate(mesh, mesh.gatewayWorkloads().get(0));
  }

  /** The hosts with routes of their own, and not the answer that there is none. */
  private static List<String> hosts(Resources resources) {
    return resources.routes().stream()
        .flatMap(configuration -> configuration.getVirtualHostsList().stream())
        .filter(host -> host.getRoutesList().stream().anyMatch(r -> r.hasRoute()))
        .map(VirtualHost::getDomainsList)
        .map(domains -> domains.get(0))
        .sorted()
        .toList();
  }

  private static List<String> clusters(Resources resources) {
    return resources.routes().stream().flatMap(ProxylessView::clusters).toList();
  }
}
