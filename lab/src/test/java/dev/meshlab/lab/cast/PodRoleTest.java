package dev.meshlab.lab.cast;

import static dev.meshlab.lab.Meshes.deployment;
import static dev.meshlab.lab.Meshes.server;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.lab.Meshes;
import dev.meshlab.lab.fleet.PodSpec;
import dev.meshlab.mesh.model.Mesh;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodRoleTest {

  private static final PodPorts PORTS = new PodPorts("aaaa", 1001, 1002, 1003);

  @ParameterizedTest
  @CsvSource({
    // the pod's port, the loopback port that stands for it
    "50051, 1001",
    "8080,  1001",
    "9090,  1002",
    "50052, 1003"
  })
  void leadsToTheServersOwnPortsByTheirDefaults(int podPort, int loopbackPort) {
    assertThat(role("imagePullPolicy: Always").loopbackPort(PORTS, podPort))
        .isEqualTo(loopbackPort);
  }

  @ParameterizedTest
  @CsvSource({
    "50051, 1001",
    "9090, 1001",
    "50052, 1001",
    "9999, 1002",
    "7777, 1003",
  })
  void leadsToTheServersOwnPortsWhereTheDeploymentMovesThem(int podPort, int loopbackPort) {
    PodRole moved =
        role("args: [--metrics-port=9999], env: [{name: MESHLAB_MAINTENANCE_PORT, value: '7777'}]");

    assertThat(moved.loopbackPort(PORTS, podPort)).isEqualTo(loopbackPort);
    assertThat(moved.takesCallsOn(podPort)).isEqualTo(loopbackPort == PORTS.calls());
  }

  @ParameterizedTest
  @CsvSource({"50051", "9090", "50052"})
  void leadsToCallsAloneWhereAStandInPlays(int podPort) {
    assertThat(PodRole.STAND_IN.loopbackPort(PORTS, podPort)).isEqualTo(PORTS.calls());
    assertThat(PodRole.STAND_IN.takesCallsOn(podPort)).isTrue();
  }

  @Test
  void startsTheServerAsItsDeploymentSays() {
    Mesh mesh =
        Meshes.of(
            server("shop", "args: [--delay, 5ms], env: [{name: MESHLAB_DELAY, value: 7ms}]")
                .replace("labels: {app: shop}", "labels: {app: shop, version: v2}")
                .replace("spec: {containers", "spec: {nodeName: n1, containers"),
            "{apiVersion: v1, kind: Node, metadata: {name: n1, labels:"
                + " {topology.kubernetes.io/region: eu, topology.kubernetes.io/zone: eu-1}}}");

    PodSpec spec = new PodRole(deployment(mesh, "shop")).spec(mesh.pods().get(0));

    assertThat(spec)
        .usingRecursiveComparison()
        .ignoringFields("uid", "ip")
        .isEqualTo(
            new PodSpec(
                "shop-1",
                "default",
                "",
                "v2",
                "eu",
                "eu-1",
                "",
                "",
                Map.of("MESHLAB_DELAY", "7ms"),
                List.of("--delay", "5ms")));
    assertThat(spec.ip()).isEqualTo(mesh.pods().get(0).ip());
  }

  @Test
  void startsAStandInWithNothingOfItsDeployment() {
    Mesh mesh = Meshes.of(server("shop", "args: [--x], env: [{name: A, value: b}]"));

    PodSpec spec = PodRole.STAND_IN.spec(mesh.pods().get(0));

    assertThat(spec.arguments()).isEmpty();
    assertThat(spec.environment()).isEmpty();
    assertThat(spec.version()).isEmpty();
    assertThat(spec.name()).isEqualTo("shop-1");
  }

  @Test
  void givesEachPodThatIsStartedAUuidOfItsOwn() {
    Mesh mesh = Meshes.of(server("shop", "v1", 2));

    assertThat(mesh.pods())
        .extracting(pod -> PodRole.STAND_IN.spec(pod).uid())
        .doesNotHaveDuplicates()
        .allMatch(uid -> uid.matches("[0-9a-f-]{36}"));
  }

  private static PodRole role(String container) {
    return new PodRole(deployment(Meshes.of(server("shop", container)), "shop"));
  }
}
