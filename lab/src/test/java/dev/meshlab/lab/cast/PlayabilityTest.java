package dev.meshlab.lab.cast;

import static dev.meshlab.lab.Meshes.foreign;
import static dev.meshlab.lab.Meshes.server;
import static dev.meshlab.lab.Meshes.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.lab.Meshes;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.model.Mesh;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlayabilityTest {

  private static final String GRPC = "name: grpc, port: 50051";

  private static final String FOREIGN_SHOP =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: shop-go}
      spec:
        selector: {matchLabels: {app: shop}}
        template:
          metadata: {labels: {app: shop}}
          spec:
            containers:
              - name: main
                image: example.com/shop:1
      """;

  @Test
  void hasNoProblemWhereAServiceLeadsToTheServer() {
    assertThat(problems(false, server("shop", "v1", 1), service("shop", GRPC))).isEmpty();
  }

  /** It would get calls that nothing here answers, and every count would be wrong. */
  @Test
  void refusesAnotherImageBesideTheServerBehindOneService() {
    assertThat(problems(false, FOREIGN_SHOP, server("shop", "v1", 1), service("shop", GRPC)))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.isError()).isTrue();
              assertThat(problem.position()).hasToString("m.yaml:11");
              assertThat(problem.path()).isEqualTo("spec.template.spec.containers[0].image");
              assertThat(problem.value()).isEqualTo("example.com/shop:1");
              assertThat(problem.message())
                  .isEqualTo(
                      "is not the image of this repository's server, and the Service shop leads to"
                          + " it");
              assertThat(problem.fix())
                  .contains("write service-mesh-lab/server")
                  .contains("let --stand-in play it");
            });
  }

  @Test
  void refusesAnotherImageWhereNoServiceLeadsToTheServer() {
    assertThat(problems(false, FOREIGN_SHOP, service("shop", GRPC), server("cart", "v1", 1)))
        .extracting(Diagnostic::value)
        .containsExactly("example.com/shop:1");
  }

  @Test
  void leavesAnotherImageAloneBehindAServiceOfItsOwnWhileThereIsSomethingElseToCall() {
    assertThat(
            problems(
                false,
                FOREIGN_SHOP,
                service("shop", GRPC),
                server("cart", "v1", 1),
                service("cart", GRPC)))
        .isEmpty();
  }

  @Test
  void hasNoProblemWithAnyImageThatStandInsPlay() {
    assertThat(problems(true, FOREIGN_SHOP, server("shop", "v1", 1), service("shop", GRPC)))
        .isEmpty();
  }

  @Test
  void namesEveryPortThatTheServerWouldRefuseAndNothingThatFollowsFromIt() {
    assertThat(
            problems(
                true,
                server("shop", "args: [--port=x]"),
                server("cart", "args: [--metrics-port=y]")))
        .extracting(Diagnostic::value)
        .containsExactly("x", "y");
  }

  @Test
  void refusesManifestsWithoutAService() {
    assertThat(problems(true, server("shop", "v1", 1)))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.file()).isEmpty();
              assertThat(problem.message()).startsWith("these manifests have no Service");
            });
  }

  @Test
  void saysOfEachServiceWhyItCannotBeCalledWhereNoneCan() {
    assertThat(problems(true, service("shop", GRPC), service("cart", GRPC)))
        .extracting(Diagnostic::message)
        .containsExactly("the Service cart has no pods", "the Service shop has no pods");
  }

  @Test
  void saysNothingOfAServiceThatCannotBeCalledBesideOneThatCan() {
    assertThat(
            problems(false, server("shop", "v1", 1), service("shop", GRPC), service("cart", GRPC)))
        .isEmpty();
  }

  @Test
  void isNotThereWhereEveryServiceIsANameOfAForeignHost() {
    Mesh mesh =
        Meshes.of(
            "{apiVersion: v1, kind: Service, metadata: {name: ext}, spec: {type: ExternalName, externalName: api.example.com}}");

    assertThat(new Playability(mesh, new PodAssignment(mesh, true)).problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.path()).isEqualTo("spec.externalName");
              assertThat(problem.value()).isEqualTo("api.example.com");
              assertThat(problem.message()).startsWith("the Service ext is another name of a host");
            });
  }

  /** As a cluster has it: the lab connects them all the same, so nothing else would show it. */
  @Test
  void warnsOnceOfEachDeploymentThatDoesNotListenWhereItsServiceLeads() {
    Mesh mesh =
        Meshes.of(
            server("shop", "v1", 3),
            service("shop", GRPC, "name: grpc-alt, port: 80, targetPort: 8080"));

    assertThat(new Playability(mesh, new PodAssignment(mesh, false)).warnings())
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.isError()).isFalse();
              assertThat(warning.position()).hasToString("m.yaml:3");
              assertThat(warning.path()).startsWith("spec.ports");
              assertThat(warning.value()).isEqualTo("8080");
              assertThat(warning.message())
                  .isEqualTo(
                      "the server of Deployment shop-v1 listens on 50051, so a cluster refuses these"
                          + " calls");
              assertThat(warning.fix()).isEqualTo("set MESHLAB_PORT=8080 there");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name: grpc, port: 80, targetPort: 7000",
        "name: metrics, port: 9090",
        "name: maintenance, port: 50052"
      })
  void doesNotWarnOfPortsOnWhichTheServerListens(String port) {
    Mesh mesh = Meshes.of(server("shop", "args: [--port=7000]"), service("shop", port));

    assertThat(new Playability(mesh, new PodAssignment(mesh, false)).warnings()).isEmpty();
  }

  @Test
  void doesNotWarnOfStandInsWhichListenEverywhere() {
    Mesh mesh = Meshes.of(foreign("shop"), service("shop", "name: grpc, port: 1234"));

    assertThat(new Playability(mesh, new PodAssignment(mesh, true)).warnings()).isEmpty();
  }

  private static List<Diagnostic> problems(boolean standIn, String... documents) {
    Mesh mesh = Meshes.of(documents);
    return new Playability(mesh, new PodAssignment(mesh, standIn)).problems();
  }
}
