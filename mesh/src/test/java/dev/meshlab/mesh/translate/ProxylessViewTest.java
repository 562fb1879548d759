package dev.meshlab.mesh.translate;

import static dev.meshlab.mesh.Meshes.CLIENT;
import static dev.meshlab.mesh.Meshes.service;
import static dev.meshlab.mesh.Meshes.virtualService;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.Meshes;
import dev.meshlab.mesh.loopback.Adapted;
import dev.meshlab.mesh.loopback.Deviation;
import dev.meshlab.mesh.loopback.GrpcJavaDeviations;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.translate.xds.Resources;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import org.junit.jupiter.api.Test;

class ProxylessViewTest {

  private static final Mesh MESH =
      Meshes.of(
          service("a", "grpc", 80),
          service("b", "grpc", 90),
          service("c", "grpc", 70),
          virtualService(
              "v", "hosts: [a], http: [{route: [{destination: {host: b, port: {number: 90}}}]}]"));

  @Test
  void holdsWhatTheDialledTargetsLeadTo() {
    Resources resources =
        ProxylessView.translate(MESH, CLIENT, "a.default.svc.cluster.local:80"::equals);

    assertThat(resources.listeners())
        .extracting(Listener::getName)
        .containsExactly("a.default.svc.cluster.local:80");
    assertThat(resources.clusters())
        .extracting(Cluster::getName)
        .containsExactly("outbound|90||b.default.svc.cluster.local");
    assertThat(resources.endpoints()).hasSize(1);
  }

  @Test
  void holdsEveryServiceForAClientThatMayDialAny() {
    Resources resources = ProxylessView.translate(MESH, CLIENT);

    assertThat(resources.listeners()).hasSize(3);
    assertThat(resources.clusters()).hasSize(2); // nothing leads to a's own
  }

  @Test
  void tellsOnlyOfDeviationsThatMakeADifference() {
    Adapted plain = GrpcJavaDeviations.adapt(ProxylessView.translate(MESH, CLIENT));
    Mesh maglev =
        Meshes.of(
            Meshes.service("a", "grpc", 80),
            Meshes.destinationRule(
                "d",
                "host: a, trafficPolicy: {loadBalancer: {consistentHash: {httpHeaderName: x,"
                    + " maglev: {tableSize: 65537}}}}"));
    Adapted ring = GrpcJavaDeviations.adapt(ProxylessView.translate(maglev, CLIENT));

    assertThat(plain.deviations()).isEmpty();
    assertThat(ring.deviations())
        .extracting(Deviation::field)
        .containsExactly("cluster.lb_policy MAGLEV");
    assertThat(GrpcJavaDeviations.all()).allMatch(deviation -> !deviation.reason().isEmpty());
  }

  @Test
  void deviationGivesAClusterThatNobodyDefinesNoEndpoints() {
    Mesh mesh =
        Meshes.of(
            Meshes.service("a", "grpc", 80),
            Meshes.virtualService(
                "v", "hosts: [a], http: [{route: [{destination: {host: a, subset: none}}]}]"));
    String missing = "outbound|80|none|a.default.svc.cluster.local";
    Resources istio = ProxylessView.translate(mesh, CLIENT);
    Resources deviated = GrpcJavaDeviations.adapt(istio).resources();

    assertThat(istio.clusters()).extracting(Cluster::getName).doesNotContain(missing);
    assertThat(deviated.clusters()).extracting(Cluster::getName).contains(missing);
    assertThat(deviated.endpoints())
        .filteredOn(assignment -> assignment.getClusterName().equals(missing))
        .singleElement()
        .satisfies(assignment -> assertThat(assignment.getEndpointsList()).isEmpty());
  }
}
