package dev.meshlab.lab.run;

import static dev.meshlab.lab.Meshes.CLIENT_IMAGE;
import static dev.meshlab.lab.Meshes.foreign;
import static dev.meshlab.lab.Meshes.image;
import static dev.meshlab.lab.Meshes.in;
import static dev.meshlab.lab.Meshes.server;
import static dev.meshlab.lab.Meshes.service;
import static dev.meshlab.lab.Meshes.workload;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.lab.Meshes;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Locality;
import dev.meshlab.mesh.model.Mesh;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientsTest {

  private static final String NODE =
      "{apiVersion: v1, kind: Node, metadata: {name: n1, labels:"
          + " {topology.kubernetes.io/region: eu, topology.kubernetes.io/zone: eu-1}}}";

  @Test
  void isTheClientOfTheManifestsWithItsLabelsAndItsPlace() {
    String client = in("web", onNode(image("caller", CLIENT_IMAGE)));

    assertThat(of(server("shop", "v1", 1), client, NODE))
        .isEqualTo(
            new ClientWorkload(
                "web", Map.of("app", "caller"), "n1", new Locality("eu", "eu-1", "")));
  }

  @ParameterizedTest
  @CsvSource({
    "caller, true",
    "web/caller, true",
    "deploy/caller, true",
    "deployments/caller, true",
    "Deployment/caller, true",
    "sts/caller, false",
    "other/caller, false",
    "deploy/other, false"
  })
  void isTheOneThatAUserNames(String name, boolean found) {
    Mesh mesh = Meshes.of(in("web", image("caller", "any")));

    assertThat(Clients.named(mesh, name).map(ClientWorkload::namespace))
        .isEqualTo(found ? Optional.of("web") : Optional.empty());
  }

  @Test
  void isOneWithASidecarRatherThanOneWithout() {
    String standalone =
        image("alone", CLIENT_IMAGE)
            .replace(
                "labels: {app: alone}", "labels: {app: alone, sidecar.istio.io/inject: 'false'}");

    assertThat(of(standalone, image("first", CLIENT_IMAGE), image("second", CLIENT_IMAGE)).labels())
        .containsEntry("app", "first");
    assertThat(of(standalone).labels()).containsEntry("app", "alone");
  }

  @Test
  void isWhereItsOwnPodsAreAndNotThoseOfAnotherNameOrNamespace() {
    String[] placed = {onNode(server("shop", "v1", 1)), onNode(in("web", image("caller", "web")))};

    String elsewhere = onNode(image("caller", CLIENT_IMAGE)).replace("n1", "n2");

    assertThat(of(placed[0], placed[1], elsewhere, NODE).locality()).isEqualTo(Locality.UNKNOWN);
  }

  @Test
  void isAPodWithoutLabelsInTheNamespaceOfAServiceWhereThereIsNoClient() {
    assertThat(of(in("shop", server("shop", "v1", 1)), in("shop", service("shop", "port: 80"))))
        .isEqualTo(new ClientWorkload("shop", Map.of(), Locality.UNKNOWN));
    assertThat(of(server("shop", "v1", 1))).isEqualTo(Meshes.CLIENT);
  }

  /** A Service without a selector leads to its pods by endpoints that a person has written. */
  @ParameterizedTest
  @CsvSource({"db-1, ''", "other, 'app: db'"})
  void isNoWorkloadWhosePodsAPersonHasListedForAService(String listed, String caller) {
    String endpoints =
        "{apiVersion: v1, kind: Endpoints, metadata: {name: db}, subsets: [{addresses: [{ip: 10.0.0.1, targetRef: {kind: Pod, name: %s}}], ports: [{name: grpc, port: 80}]}]}"
            .formatted(listed);
    String service = service("db", "name: grpc, port: 80").replace("selector: {app: db}, ", "");

    assertThat(of(foreign("db"), service, endpoints).labels())
        .isEqualTo(caller.isEmpty() ? Map.of() : Map.of("app", "db"));
  }

  @ParameterizedTest
  @CsvSource({"0, false", "1, true"})
  void isNoWorkloadWithoutPods(int replicas, boolean calls) {
    String batch = workload("Deployment", "batch", replicas, "app: batch", "image: batch");

    assertThat(of(batch).labels().isEmpty()).isEqualTo(!calls);
  }

  @ParameterizedTest
  @CsvSource({"kube-system, false", "istio-system, false", "web, true"})
  void isNoneOfTheClustersOwn(String namespace, boolean calls) {
    assertThat(of(in(namespace, foreign("batch"))).labels().isEmpty()).isEqualTo(!calls);
  }

  @Test
  void isOfAGatewayWhereIstiosInstallerPutsOne() {
    assertThat(Clients.anyGateway().namespace()).isEqualTo("istio-system");
  }

  private static String onNode(String deployment) {
    return deployment.replace("spec: {containers", "spec: {nodeName: n1, containers");
  }

  private static ClientWorkload of(String... documents) {
    return Clients.of(Meshes.of(documents));
  }
}
