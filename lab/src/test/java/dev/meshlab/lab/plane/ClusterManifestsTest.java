package dev.meshlab.lab.plane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.lab.cast.PodAssignment;
import dev.meshlab.lab.cast.Target;
import dev.meshlab.lab.cluster.ClusterObject;
import dev.meshlab.lab.cluster.PodsWanted;
import dev.meshlab.mesh.input.Manifests;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Locality;
import dev.meshlab.mesh.model.Mesh;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClusterManifestsTest {

  private static final ManifestSet FILES =
      Manifests.parse(
          "shop.yaml",
          """
          apiVersion: v1
          kind: Service
          metadata: {name: cart, namespace: shop}
          spec: {selector: {app: cart}, ports: [{name: grpc, port: 9000, targetPort: api}]}
          ---
          apiVersion: apps/v1
          kind: Deployment
          metadata: {name: cart, namespace: shop}
          spec:
            replicas: 2
            selector: {matchLabels: {app: cart}}
            template:
              metadata: {labels: {app: cart}}
              spec:
                serviceAccountName: cart
                containers:
                  - {name: cart, image: shop/cart:1, ports: [{name: api, containerPort: 443}]}
          ---
          apiVersion: apps/v1
          kind: Deployment
          metadata: {name: worker, namespace: shop}
          spec:
            selector: {matchLabels: {app: worker}}
            template:
              metadata: {labels: {app: worker}}
              spec: {containers: [{name: worker, image: shop/worker:1}]}
          ---
          apiVersion: networking.istio.io/v1
          kind: DestinationRule
          metadata: {name: cart, namespace: shop}
          spec: {host: cart}
          ---
          apiVersion: v1
          kind: Node
          metadata: {name: a}
          ---
          apiVersion: v1
          kind: ConfigMap
          metadata: {name: istio, namespace: istio-system}
          """);

  private final Mesh mesh = Mesh.of(FILES);
  private final PodAssignment casting = new PodAssignment(mesh, true);

  private final ClusterManifests manifests =
      new ClusterManifests(
          FILES,
          new ClientWorkload("front", Map.of(), Locality.UNKNOWN),
          casting,
          List.of(new Target("cart.shop.svc.cluster.local", 9000)),
          "server:1");

  @Test
  void areWhatIsCalledWithItsRulesAndTheAccountsThatItsPodsNeed() {
    assertThat(manifests.objects())
        .extracting(ClusterObject::described)
        .containsExactly(
            "ServiceAccount shop/cart",
            "Service shop/cart",
            "Deployment shop/cart",
            "DestinationRule shop/cart");
    assertThat(manifests.leftOut()).containsExactly("Deployment worker", "ConfigMap istio");
  }

  @Test
  void haveSidecarsInNamespacesThatTheFilesDoNotShow() {
    assertThat(manifests.namespaces())
        .isEqualTo(
            Map.of(
                "front", Map.of("istio-injection", "enabled"),
                "shop", Map.of("istio-injection", "enabled")));
  }

  @Test
  void areWaitedForPodByPod() {
    assertThat(manifests.pods())
        .isEqualTo(
            Map.of(
                "shop",
                List.of(
                    new PodsWanted("Deployment cart", "shop", Map.of("app", "cart"), 2, true))));
  }

  @Test
  void haveStandInsAtThePortsThatServicesLeadTo() {
    assertThat(manifests.objects().get(2).json())
        .contains("server:1", "--port=443", "api")
        .doesNotContain("shop/cart:1");
    casting
        .cast(List.of())
        .forEach(
            (pod, role) ->
                assertThat(manifests.maintenancePorts(pod, role)).containsExactly(50_052));
  }
}
