package dev.meshlab.mesh.translate;

import static dev.meshlab.mesh.Meshes.CLIENT;
import static dev.meshlab.mesh.Meshes.destinationRule;
import static dev.meshlab.mesh.Meshes.service;
import static dev.meshlab.mesh.Meshes.virtualService;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.Meshes;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Locality;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.translate.xds.Resources;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.DiscoveryType;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SidecarViewTest {

  @Test
  void httpServicesShareTheListenerAndRoutesOfTheirPort() {
    Resources resources =
        translate(service("a", "grpc", 80), service("b", "http", 80), service("c", "grpc", 90));

    assertThat(resources.listeners())
        .extracting(Listener::getName)
        .containsExactly("127.0.0.1_80", "127.0.0.1_90");
    assertThat(resources.routes())
        .extracting(RouteConfiguration::getName)
        .containsExactly("80", "90");
    assertThat(resources.routes().get(0).getVirtualHostsList())
        .extracting(VirtualHost::getName)
        .containsExactly("a.default.svc.cluster.local:80", "b.default.svc.cluster.local:80");
  }

  @Test
  void firstServiceHasTheLoopbackPortWhenKindsDiffer() {
    Resources resources = translate(service("a", "tcp", 80), service("b", "grpc", 80));

    assertThat(resources.listeners()).hasSize(1);
    assertThat(resources.listeners().get(0).getFilterChains(0).getFilters(0).getName())
        .isEqualTo("envoy.filters.network.tcp_proxy");
    assertThat(resources.clusters()).hasSize(2);
    assertThat(resources.routes())
        .as("istiod knows of no port that is taken: its routes are those of the iptables form")
        .hasSize(1);
  }

  @Test
  void udpPortsAreLeftOut() {
    Resources resources =
        translate(
            "{apiVersion: v1, kind: Service, metadata: {name: dns},"
                + " spec: {ports: [{port: 53, protocol: UDP}]}}");

    assertThat(resources.clusters()).isEmpty();
    assertThat(resources.listeners()).isEmpty();
  }

  @Test
  void shortNameIsADomainOnlyInTheServicesNamespace() {
    ClientWorkload elsewhere = new ClientWorkload("shop", Map.of(), Locality.UNKNOWN);
    Resources resources = SidecarView.translate(Meshes.of(Meshes.SERVER), elsewhere);

    assertThat(resources.routes().get(0).getVirtualHosts(0).getDomainsList())
        .containsExactly(
            "server.default.svc.cluster.local",
            "server.default.svc.cluster.local.",
            "server.default.svc",
            "server.default",
            "10.96.0.10");
  }

  @Test
  void everyEdsClusterHasAnAssignmentEvenIfEmpty() {
    Resources resources =
        translate(
            Meshes.SERVER,
            destinationRule("d", "host: server, subsets: [{name: v9, labels: {version: v9}}]"));

    assertThat(resources.endpoints())
        .extracting(ClusterLoadAssignment::getClusterName)
        .containsExactlyElementsOf(resources.clusters().stream().map(Cluster::getName).toList());
    assertThat(resources.endpoints().get(1).getEndpointsList()).isEmpty();
  }

  @Test
  void headlessServiceGoesToTheOriginalDestination() {
    Resources resources =
        translate(
            "{apiVersion: v1, kind: Service, metadata: {name: h},"
                + " spec: {clusterIP: None, ports: [{name: grpc, port: 1}]}}");

    assertThat(resources.clusters().get(0).getType()).isEqualTo(DiscoveryType.ORIGINAL_DST);
    assertThat(resources.endpoints()).isEmpty();
    assertThat(resources.routes().get(0).getVirtualHosts(0).getDomainsList())
        .contains("h", "*.h", "*.h.default.svc.cluster.local");
  }

  @Test
  void routesToNothingStayInTheTranslation() {
    Resources resources =
        translate(
            Meshes.SERVER,
            virtualService(
                "v",
                "hosts: [server], http: [{route: [{destination: {host: nowhere, subset: v1}}]}]"));

    assertThat(clusterOfFirstRoute(resources))
        .isEqualTo("outbound|50051|v1|nowhere.default.svc.cluster.local");
  }

  @Test
  void destinationWithoutPortMeansThePortThatWasCalled() {
    Resources resources =
        translate(
            service("a", "grpc", 80),
            service("b", "grpc", 90),
            virtualService("v", "hosts: [a], http: [{route: [{destination: {host: b}}]}]"));

    assertThat(clusterOfFirstRoute(resources))
        .isEqualTo("outbound|80||b.default.svc.cluster.local");
  }

  @Test
  void hostOfNoServiceIsServedOnThePortsOfTheRulesServices() {
    String rule = "hosts: [%s], http: [{route: [{destination: {host: a}}]}]";
    Resources beside =
        translate(
            service("a", "grpc", 90), virtualService("v", rule.formatted("a, shop.example.com")));
    Resources alone =
        translate(
            service("a", "grpc", 90),
            service("b", "http", 80),
            virtualService("v", rule.formatted("shop.example.com")));

    assertThat(domains(beside, "90")).contains(List.of("shop.example.com"));
    assertThat(domains(alone, "90")).doesNotContain(List.of("shop.example.com"));
    assertThat(domains(alone, "80")).contains(List.of("shop.example.com"));
  }

  /** The cost of a change of one pod must not grow with the mesh. */
  @Test
  void endpointsOfOneServiceAreThoseOfTheWholeTranslation() {
    Mesh before = Meshes.of(Meshes.SERVER, service("other", "grpc", 80));
    Service server = before.service("server.default.svc.cluster.local").orElseThrow();
    Mesh after = before.withPod(before.selectedPods(server).get(0).withReadiness(false));

    List<ClusterLoadAssignment> endpoints = SidecarView.endpoints(after, CLIENT, server);

    assertThat(endpoints)
        .isEqualTo(
            SidecarView.translate(after, CLIENT).endpoints().stream()
                .filter(assignment -> assignment.getClusterName().contains("|server."))
                .toList())
        .isNotEqualTo(SidecarView.endpoints(before, CLIENT, server));
  }

  private static List<List<String>> domains(Resources resources, String routeConfiguration) {
    return resources.routes().stream()
        .filter(configuration -> configuration.getName().equals(routeConfiguration))
        .flatMap(configuration -> configuration.getVirtualHostsList().stream())
        .map(host -> List.copyOf(host.getDomainsList()))
        .toList();
  }

  private static String clusterOfFirstRoute(Resources resources) {
    return resources.routes().get(0).getVirtualHosts(0).getRoutes(0).getRoute().getCluster();
  }

  private static Resources translate(String... documents) {
    return SidecarView.translate(Meshes.of(documents), CLIENT);
  }
}
