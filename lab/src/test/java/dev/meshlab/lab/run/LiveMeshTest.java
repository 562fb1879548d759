package dev.meshlab.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.input.Manifests;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Locality;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Pod;
import dev.meshlab.mesh.translate.SidecarView;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiveMeshTest {

  private static final ClientWorkload CALLER =
      new ClientWorkload("shop", Map.of("app", "front"), Locality.UNKNOWN);

  private static final String RULE =
      """
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: {name: %s, namespace: %s}
      spec: {host: %s, subsets: [{name: %s}]}
      ---
      """;

  /** Two Services with a rule each; a workload that has no pod yet. */
  private static final String CLUSTER =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: cart, namespace: shop}
      spec: {clusterIP: 10.96.0.1, selector: {app: cart}, ports: [{name: grpc, port: 80}]}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: cash, namespace: bank}
      spec: {clusterIP: 10.96.0.2, selector: {app: cash}, ports: [{name: grpc, port: 80}]}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: front, namespace: shop}
      spec:
        replicas: 2
        selector: {matchLabels: {app: front}}
        template: {metadata: {labels: {app: front}}, spec: {containers: [{name: a, image: a}]}}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: cart-1, namespace: shop, labels: {app: cart}}
      spec: {containers: [{name: a, image: a}]}
      status: {podIP: 10.244.0.1, conditions: [{type: Ready, status: "True"}]}
      ---
      """
          + RULE.formatted("other", "shop", "cart", "living")
          + RULE.formatted("own", "bank", "cash", "banks");

  private static LiveMesh of(String files) {
    ManifestSet read = Manifests.parse("files", files);
    return LiveMesh.of(read, CLUSTER);
  }

  private static List<String> clusters(Mesh mesh) {
    return SidecarView.translate(mesh, CALLER).clusters().stream().map(Cluster::getName).toList();
  }

  @Test
  void hasTheFilesRulesInPlaceOfThoseInTheirNamespacesAlone() {
    assertThat(clusters(of(RULE.formatted("cart", "shop", "cart", "written")).mesh()))
        .containsExactlyInAnyOrder(
            "outbound|80||cart.shop.svc.cluster.local",
            "outbound|80|written|cart.shop.svc.cluster.local",
            "outbound|80||cash.bank.svc.cluster.local",
            "outbound|80|banks|cash.bank.svc.cluster.local");
  }

  @Test
  void hasThePodsThatLiveAndNoOthers() {
    assertThat(of(RULE.formatted("cart", "shop", "cart", "written")).mesh().pods())
        .extracting(Pod::name)
        .containsExactly("cart-1");
  }

  @Test
  void looksForTheCallerAmongTheLivingWhereTheFilesHaveNoWorkload() {
    ClientWorkload caller =
        ClientChoice.NONE.in(of(RULE.formatted("cart", "shop", "cart", "written")).callers());

    assertThat(caller.labels()).isEqualTo(Map.of("app", "front"));
  }
}
