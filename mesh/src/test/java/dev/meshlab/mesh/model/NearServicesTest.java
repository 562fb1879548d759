package dev.meshlab.mesh.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.input.Manifests;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.translate.PlainView;
import dev.meshlab.mesh.translate.SidecarView;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.endpoint.v3.LocalityLbEndpoints;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A Service of one pod on each of two nodes, each in a zone of its own. */
class NearServicesTest {

  private static final String HOST = "shop.shop.svc.cluster.local";

  private static final String PODS =
      """
      {apiVersion: v1, kind: Node, metadata: {name: a, labels: {topology.kubernetes.io/zone: za}}}
      ---
      {apiVersion: v1, kind: Node, metadata: {name: b, labels: {topology.kubernetes.io/zone: zb}}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: shop-a, namespace: shop, labels: {app: shop}}, spec: {nodeName: a, containers: [{name: c, image: i}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: shop-b, namespace: shop, labels: {app: shop}}, spec: {nodeName: b, containers: [{name: c, image: i}]}}
      ---
      """;

  @ParameterizedTest(name = "{0}, node {1}")
  @CsvSource({
    "Local, a, shop-a",
    "Local, b, shop-b",
    "Local, c, ''",
    "Cluster, a, shop-a shop-b",
    "Cluster, c, shop-a shop-b"
  })
  void leadCallersToThePodsOnTheirOwnNodeThroughASidecarAndWithoutOne(
      String policy, String node, String pods) {
    ManifestSet manifests =
        Manifests.parse(
            "m.yaml",
            PODS
                + """
                {apiVersion: v1, kind: Service, metadata: {name: shop, namespace: shop}, spec: {clusterIP: 10.96.0.1, internalTrafficPolicy: %s, selector: {app: shop}, ports: [{name: grpc, port: 80}]}}
                """
                    .formatted(policy));
    ClientWorkload client = new ClientWorkload("web", Map.of(), node, Locality.UNKNOWN);
    List<String> expected = pods.isEmpty() ? List.of() : List.of(pods.split(" "));

    assertThat(PlainView.of(manifests, client).address(HOST, 80))
        .hasValueSatisfying(
            address ->
                assertThat(address.endpoints())
                    .extracting(Endpoint::pod)
                    .containsExactlyInAnyOrderElementsOf(expected));
    Mesh mesh = Mesh.of(manifests);
    assertThat(SidecarView.endpoints(mesh, client, mesh.service(HOST).orElseThrow()))
        .flatExtracting(ClusterLoadAssignment::getEndpointsList)
        .flatExtracting(LocalityLbEndpoints::getLbEndpointsList)
        .hasSameSizeAs(expected);
  }

  /** By the hints that a cluster writes for its kube-proxies. */
  @ParameterizedTest(name = "{0}, zone {1}")
  @CsvSource({
    "PreferClose, za, shop-a",
    "PreferSameZone, zb, shop-b",
    "PreferSameNode, zb, shop-b",
    "PreferSameZone, zc, shop-a shop-b",
    "PreferSameZone, '', shop-a shop-b"
  })
  void leadCallersWithoutASidecarToThePodsOfTheirZoneWhereTheyPreferIt(
      String distribution, String zone, String pods) {
    ManifestSet manifests =
        Manifests.parse(
            "m.yaml",
            PODS
                + """
                {apiVersion: v1, kind: Service, metadata: {name: shop, namespace: shop}, spec: {clusterIP: 10.96.0.1, trafficDistribution: %s, selector: {app: shop}, ports: [{name: grpc, port: 80}]}}
                """
                    .formatted(distribution));
    ClientWorkload client = new ClientWorkload("web", Map.of(), new Locality("", zone, ""));

    assertThat(PlainView.of(manifests, client).address(HOST, 80))
        .hasValueSatisfying(
            address ->
                assertThat(address.endpoints())
                    .extracting(Endpoint::pod)
                    .containsExactlyInAnyOrder(pods.split(" ")));
  }
}
