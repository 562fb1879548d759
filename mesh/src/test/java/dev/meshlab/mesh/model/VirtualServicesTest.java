package dev.meshlab.mesh.model;

import static dev.meshlab.mesh.Meshes.virtualService;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.Meshes;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VirtualServicesTest {

  private static final String ROUTE = ", http: [{route: [{destination: {host: server}}]}]";

  @Test
  void firstByNameWins() {
    Mesh mesh =
        Meshes.of(
            Meshes.SERVER,
            virtualService("b", "hosts: [server]" + ROUTE),
            virtualService("a", "hosts: [server]" + ROUTE));

    assertThat(inForce(mesh)).contains("a");
  }

  @Test
  void mostSpecificHostWins() {
    Mesh mesh =
        Meshes.of(
            Meshes.SERVER,
            virtualService("a", "hosts: [\"*.local\"]" + ROUTE),
            virtualService("b", "hosts: [\"*.svc.cluster.local\"]" + ROUTE),
            virtualService("c", "hosts: [server]" + ROUTE));

    assertThat(inForce(mesh)).contains("c");
  }

  @ParameterizedTest
  @CsvSource({"gw, false", "mesh, true", "'gw, mesh', true"})
  void sidecarsApplyOnlyWhatIsBoundToTheMesh(String gateways, boolean applied) {
    Mesh mesh =
        Meshes.of(
            Meshes.SERVER,
            virtualService("a", "hosts: [server], gateways: [" + gateways + "]" + ROUTE));

    assertThat(inForce(mesh).isPresent()).isEqualTo(applied);
  }

  @Test
  void privateRulesStayInTheirNamespace() {
    Mesh mesh =
        Meshes.of(Meshes.SERVER, virtualService("a", "hosts: [server], exportTo: [\".\"]" + ROUTE));
    ClientWorkload elsewhere = new ClientWorkload("shop", Map.of(), Locality.UNKNOWN);
    Service server = mesh.service("server", "default").orElseThrow();

    assertThat(inForce(mesh)).contains("a");
    assertThat(mesh.virtualService(elsewhere, server)).isEmpty();
  }

  private static Optional<String> inForce(Mesh mesh) {
    Service server = mesh.service("server", "default").orElseThrow();
    return mesh.virtualService(Meshes.CLIENT, server).map(VirtualService::name);
  }
}
