package dev.meshlab.lab.cast;

import static dev.meshlab.lab.Meshes.endpoints;
import static dev.meshlab.lab.Meshes.foreign;
import static dev.meshlab.lab.Meshes.image;
import static dev.meshlab.lab.Meshes.in;
import static dev.meshlab.lab.Meshes.named;
import static dev.meshlab.lab.Meshes.pod;
import static dev.meshlab.lab.Meshes.server;
import static dev.meshlab.lab.Meshes.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.lab.Meshes;
import dev.meshlab.mesh.model.Deployment;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Pod;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodAssignmentTest {

  private static final String GRPC = "name: grpc, port: 50051";

  @ParameterizedTest
  @CsvSource({
    // image, with --stand-in, who plays it
    "service-mesh-lab/server:0.1.0, false, server",
    "service-mesh-lab/server:0.1.0, true,  server",
    "registry.example.com/shop:1.2, false, none",
    "registry.example.com/shop:1.2, true,  stand-in",
    "service-mesh-lab/client:0.1.0, false, none",
    "service-mesh-lab/client:0.1.0, true,  none"
  })
  void decidesByTheImageOfADeploymentWhoPlaysItsPods(String image, boolean standIn, String who) {
    Mesh mesh = Meshes.of(image("shop", image));

    assertThat(player(mesh, standIn)).isEqualTo(who);
  }

  @ParameterizedTest
  @CsvSource({
    "service-mesh-lab/server:0.1.0, false, server",
    "registry.example.com/shop:1.2, false, none",
    "registry.example.com/shop:1.2, true, stand-in"
  })
  void playsAPodWithoutADeploymentByItsImageToo(String image, boolean standIn, String who) {
    Mesh mesh = Meshes.of(pod("shop", "app: shop", image));

    assertThat(player(mesh, standIn)).isEqualTo(who);
  }

  private static String player(Mesh mesh, boolean standIn) {
    return new PodAssignment(mesh, standIn)
        .role(mesh.pods().get(0))
        .map(role -> role.isStandIn() ? "stand-in" : "server")
        .orElse("none");
  }

  @Test
  void tellsDeploymentsOfOneNameByTheirNamespace() {
    Mesh mesh = Meshes.of(server("shop", "args: [--delay]"), in("other", foreign("shop")));

    assertThat(cast(mesh, false)).containsExactly("default/shop-1");
  }

  @Test
  void startsEveryPodOfTheServerWithOrWithoutAService() {
    Mesh mesh = Meshes.of(server("shop", "v1", 2), foreign("cart"), service("cart", GRPC));

    assertThat(cast(mesh, false)).containsExactly("default/shop-v1-1", "default/shop-v1-2");
    assertThat(cast(mesh, true))
        .containsExactly("default/shop-v1-1", "default/shop-v1-2", "default/cart-1");
  }

  @ParameterizedTest
  @CsvSource({
    "'name: grpc, port: 50051',                 true",
    "'name: web, port: 8080',                   true",
    "'name: http, port: 8080',                  false",
    "'name: db, port: 5432',                    false",
    "'name: dns, port: 53, protocol: UDP',      false"
  })
  void startsAStandInWhereAPortMayCarryGrpc(String port, boolean started) {
    Mesh mesh = Meshes.of(foreign("shop"), service("shop", port));

    assertThat(cast(mesh, true)).hasSize(started ? 1 : 0);
  }

  @Test
  void startsAStandInBehindWhateverPortIsATarget() {
    Mesh mesh = Meshes.of(foreign("db"), service("db", "name: tcp, port: 5432"), foreign("idle"));

    assertThat(cast(mesh, true, new Target("db.default.svc.cluster.local", 5432)))
        .containsExactly("default/db-1");
  }

  @Test
  void startsNothingForATargetThatIsNotAServiceOfThatName() {
    Mesh mesh = Meshes.of(foreign("db"), service("db", "name: tcp, port: 5432"));

    assertThat(cast(mesh, true, new Target("db.example.com", 5432))).isEmpty();
  }

  @Test
  void startsAPodOnceThoughSeveralServicesLeadToIt() {
    Mesh mesh =
        Meshes.of(
            foreign("shop"),
            service("shop", GRPC, "name: grpc-admin, port: 50052"),
            service("alias", GRPC).replace("app: alias", "app: shop"));

    assertThat(cast(mesh, true)).containsExactly("default/shop-1");
  }

  @Test
  void neverStartsTheClient() {
    Mesh mesh = Meshes.of(image("client", Meshes.CLIENT_IMAGE), service("client", GRPC));

    assertThat(cast(mesh, true, new Target("client.default.svc.cluster.local", 50051))).isEmpty();
  }

  private static List<String> cast(Mesh mesh, boolean standIn, Target... targets) {
    Map<Pod, PodRole> cast = new PodAssignment(mesh, standIn).cast(List.of(targets));
    return cast.keySet().stream().map(pod -> pod.namespace() + "/" + pod.name()).toList();
  }

  @ParameterizedTest
  @CsvSource({
    // Deployment, with --stand-in, pods' port, whether a call to it is answered
    "server,  false, 50051, true",
    "server,  false, 8080,  true",
    "server,  false, 9090,  false",
    "server,  false, 50052, false",
    "foreign, false, 50051, false",
    "foreign, true,  9090,  true"
  })
  void takesCallsOnAnyPortButTheOnesOnWhichTheServerAnswersAboutItself(
      String which, boolean standIn, int port, boolean taken) {
    Mesh mesh =
        Meshes.of(
            which.equals("server") ? server("shop", "v1", 1) : foreign("shop"),
            service("shop", "name: grpc, port: 80, targetPort: " + port));

    assertThat(new PodAssignment(mesh, standIn).takingCalls(endpoints(mesh, "shop").get(0)))
        .matches(role -> role.isPresent() == taken);
  }

  @Test
  void knowsTheDeploymentsBehindAServiceOnceEach() {
    Mesh mesh =
        Meshes.of(
            server("shop", "v1", 2),
            server("shop", "v2", 1),
            pod("lonely", "app: shop", "nginx"),
            server("cart", "v1", 1),
            service("shop", GRPC, "name: grpc-admin, port: 50052"));

    assertThat(new PodAssignment(mesh, false).behind(named(mesh, "shop")))
        .extracting(Deployment::name)
        .containsExactly("lonely", "shop-v1", "shop-v2");
  }
}
