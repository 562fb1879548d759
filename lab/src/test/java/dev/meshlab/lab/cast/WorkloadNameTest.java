package dev.meshlab.lab.cast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meshlab.lab.failure.BadInput;
import dev.meshlab.mesh.input.Manifests;
import dev.meshlab.mesh.model.Mesh;
import org.junit.jupiter.api.Test;

class WorkloadNameTest {

  private static final String WORKLOAD =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: %1$s, namespace: %2$s}
      spec:
        selector: {matchLabels: {app: %1$s}}
        template: {metadata: {labels: {app: %1$s}}, spec: {containers: [{name: c, image: c}]}}
      ---
      """;

  private static final Mesh MESH =
      Mesh.of(
          Manifests.parse(
              "m.yaml",
              WORKLOAD.formatted("cart", "shop")
                  + WORKLOAD.formatted("cart", "test")
                  + WORKLOAD.formatted("tax", "shop")));

  @Test
  void isOfOneWorkload() {
    assertThat(new WorkloadName("tax").in(MESH).namespace()).isEqualTo("shop");
    assertThat(new WorkloadName("test/cart").in(MESH).namespace()).isEqualTo("test");
  }

  @Test
  void isRefusedWhereSeveralHaveIt() {
    assertThatThrownBy(() -> new WorkloadName("cart").in(MESH))
        .isInstanceOf(BadInput.class)
        .hasMessage("several workloads are named 'cart': write one of shop/cart, test/cart");
  }

  @Test
  void isRefusedWhereNoneHasIt() {
    assertThatThrownBy(() -> new WorkloadName("carts").in(MESH))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("the manifests have no workload 'carts'; did you mean cart?");
  }
}
