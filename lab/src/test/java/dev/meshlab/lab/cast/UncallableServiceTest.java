package dev.meshlab.lab.cast;

import static dev.meshlab.lab.Meshes.image;
import static dev.meshlab.lab.Meshes.in;
import static dev.meshlab.lab.Meshes.named;
import static dev.meshlab.lab.Meshes.pod;
import static dev.meshlab.lab.Meshes.server;
import static dev.meshlab.lab.Meshes.service;
import static dev.meshlab.lab.Meshes.workload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.meshlab.lab.Meshes;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.model.Mesh;
import java.util.List;
import org.junit.jupiter.api.Test;

class UncallableServiceTest {

  private static final String GRPC = "name: grpc, port: 50051";
  private static final String UDP = "name: dns, port: 53, protocol: UDP";

  @Test
  void hasNoTcpPort() {
    assertThat(problems(server("shop", "v1", 1), service("shop", UDP)))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.position()).hasToString("m.yaml:3");
              assertThat(problem.path()).isEqualTo("spec.ports");
              assertThat(problem.message())
                  .isEqualTo("the Service shop has no TCP port, and gRPC needs one");
            });
  }

  @Test
  void hasNoPods() {
    assertThat(problems(service("shop", GRPC)))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.position()).hasToString("m.yaml:1");
              assertThat(problem.path()).isEqualTo("spec.selector");
              assertThat(problem.value()).isEqualTo("{app=shop}");
              assertThat(problem.message()).isEqualTo("the Service shop has no pods");
              assertThat(problem.fix())
                  .isEqualTo(
                      "check the selector against the labels of the pods, and both namespaces");
            });
  }

  @Test
  void hasNoPodsBecauseTheirDeploymentsHaveNoReplicas() {
    assertThat(
            problems(
                server("shop", "v1", 0),
                workload("StatefulSet", "shop-db", 0, "app: shop", "image: db"),
                service("shop", GRPC)))
        .extracting(Diagnostic::fix)
        .containsExactly("Deployment shop-v1, StatefulSet shop-db has 0 replicas; give it some");
  }

  @Test
  void doesNotBlameADeploymentWithoutReplicasThatIsAnotherServices() {
    assertThat(
            problems(
                server("cart", "v1", 0),
                in("other", server("shop", "v1", 0)),
                service("shop", GRPC)))
        .extracting(Diagnostic::fix)
        .containsExactly("check the selector against the labels of the pods, and both namespaces");
  }

  @Test
  void namesAContainerPortThatNoPodHas() {
    assertThat(
            problems(
                server("shop", "ports: [{name: main, containerPort: 50051}]"),
                service("shop", UDP, GRPC + ", targetPort: grpcs")))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.position()).hasToString("m.yaml:3");
              assertThat(problem.path()).startsWith("spec.ports");
              assertThat(problem.value()).isEqualTo("grpcs");
              assertThat(problem.message())
                  .isEqualTo("no container port of Service shop's pods has this name");
              assertThat(problem.fix()).isEqualTo("name one so, or use its number");
            });
  }

  @Test
  void leadsToPortsOnWhichTheServerAnswersAboutItself() {
    assertThat(
            problems(
                server("shop", "v1", 1),
                service("shop", "name: a, port: 80, targetPort: 9090", "name: b, port: 50052")))
        .extracting(Diagnostic::message, Diagnostic::value)
        .containsExactly(
            tuple(
                "the Service shop targets a port of its pods that serves metrics or maintenance and"
                    + " takes no calls",
                "9090"),
            tuple(
                "the Service shop targets a port of its pods that serves metrics or maintenance and"
                    + " takes no calls",
                "50052"));
  }

  @Test
  void hasNoSelector() {
    assertThat(
            problems(
                server("idle", "v1", 0),
                service("shop", GRPC).replace("selector: {app: shop}, ", "")))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.position()).hasToString("m.yaml:3");
              assertThat(problem.path()).isEqualTo("spec.selector");
              assertThat(problem.message()).startsWith("the Service shop has no selector");
              assertThat(problem.fix()).doesNotContain("idle");
            });
  }

  @Test
  void leadsToAddressesThatAreNotPods() {
    assertThat(
            problems(
                "{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {name: s, labels: {kubernetes.io/service-name: shop}}, addressType: IPv4, ports: [{name: grpc, port: 1}], endpoints: [{addresses: [10.0.0.7]}]}",
                service("shop", GRPC).replace("selector: {app: shop}, ", "")))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.message())
                  .isEqualTo("the Service shop leads to addresses that the lab does not play");
              assertThat(problem.value()).isEqualTo("10.0.0.7:1");
            });
  }

  @Test
  void leadsToAddressesThoughItSelectsPods() {
    String slice =
        "{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {name: shop-x, labels: {kubernetes.io/service-name: shop}}, addressType: IPv4, ports: [{name: grpc, port: 1}], endpoints: [{addresses: [10.0.0.7]%s}]}";

    assertThat(problems(server("shop", "v1", 1), service("shop", GRPC), slice.formatted("")))
        .extracting(Diagnostic::message)
        .containsExactly("the Service shop leads to addresses that the lab does not play");
    assertThat(
            problems(
                server("shop", "v1", 1),
                service("shop", GRPC),
                slice.formatted(", conditions: {ready: false}")))
        .extracting(Diagnostic::message)
        .containsExactly("the EndpointSlices of Service shop list no endpoint that is ready");
  }

  @Test
  void leadsToPodsWithoutADeploymentWhereNoStandInsPlay() {
    assertThat(problems(pod("shop", "app: shop", "nginx"), service("shop", GRPC)))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.position()).hasToString("m.yaml:3");
              assertThat(problem.path()).isEqualTo("spec.selector");
              assertThat(problem.value()).isEqualTo("{app=shop}");
              assertThat(problem.message())
                  .isEqualTo("the Service shop leads to pods that the lab does not play");
              assertThat(problem.fix()).startsWith("let --stand-in play them");
            });
  }

  @Test
  void leadsToTheClientWhichNoStandInPlays() {
    Mesh mesh = Meshes.of(image("shop", Meshes.CLIENT_IMAGE), service("shop", GRPC));

    assertThat(problems(mesh, true))
        .extracting(Diagnostic::fix)
        .containsExactly(
            "they are service-mesh-lab/client, which takes no calls; select other pods");
  }

  private static List<Diagnostic> problems(String... documents) {
    return problems(Meshes.of(documents), false);
  }

  private static List<Diagnostic> problems(Mesh mesh, boolean standIn) {
    return new UncallableService(mesh, new PodAssignment(mesh, standIn))
        .problems(named(mesh, "shop"));
  }
}
