package dev.meshlab.lab.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meshlab.lab.failure.BadInput;
import dev.meshlab.mesh.input.Manifests;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.Endpoint;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Pod;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClusterStateTest {

  private static final String WORKLOAD =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: %1$s, namespace: shop}
      spec:
        replicas: %2$d
        selector: {matchLabels: {app: %1$s}}
        template:
          metadata: {labels: {app: %1$s}}
          spec: {containers: [{name: app, image: app}]}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: %1$s, namespace: shop}
      spec: {selector: {app: %1$s}, ports: [{name: grpc, port: 80}]}
      ---
      """;

  private static final String NODE =
      """
      apiVersion: v1
      kind: Node
      metadata:
        name: n%1$d
        labels: {topology.kubernetes.io/region: %2$s, topology.kubernetes.io/zone: z%1$d}
      ---
      """;

  private static final ManifestSet SHOP =
      Manifests.parse("shop.yaml", WORKLOAD.formatted("cart", 3) + WORKLOAD.formatted("tax", 2));

  private static final ManifestSet ZONED =
      SHOP.withNodes(
          Manifests.parse(
              "nodes.yaml",
              NODE.formatted(1, "r1") + NODE.formatted(2, "r1") + NODE.formatted(3, "r2")));

  private final ClusterState start = ClusterState.of(SHOP);

  @Test
  void beginsWithThePodsThatManifestsAskFor() {
    assertThat(names(start, "cart")).containsExactly("cart-1", "cart-2", "cart-3");
    assertThat(addresses(start.manifests())).isEqualTo(addresses(SHOP));
  }

  @Test
  void movesNoPodThatStays() {
    ClusterState more = start.scaled("cart", 5);

    assertThat(names(more, "cart")).endsWith("cart-4", "cart-5");
    assertThat(addresses(more.manifests()))
        .hasSize(7)
        .containsAllEntriesOf(addresses(SHOP))
        .satisfies(all -> assertThat(all.values()).doesNotHaveDuplicates());
  }

  @Test
  void takesTheNewestAway() {
    assertThat(names(start.scaled("cart", 5).scaled("cart", 2), "cart"))
        .containsExactly("cart-1", "cart-2");
  }

  @Test
  void namesNoPodAfterOneThatHasGone() {
    ClusterState less = start.without("cart", ip(start, "cart-3"));

    assertThat(names(less.scaled("cart", 3), "cart")).containsExactly("cart-1", "cart-2", "cart-4");
  }

  @Test
  void leadsToReadyPodsAlone() {
    ClusterState sick = start.withReadiness(ip(start, "cart-2"), false);

    assertThat(ready(sick)).containsExactly("cart-1", "cart-3");
    assertThat(ready(sick.withReadiness(ip(start, "cart-2"), true))).hasSize(3);
  }

  @Test
  void keepsItsPodsWhenRulesAreApplied() {
    ClusterState more = start.scaled("cart", 4);

    assertThat(
            names(
                more.applied(Manifests.parse("shop.yaml", WORKLOAD.formatted("cart", 1))), "cart"))
        .hasSize(4);
  }

  @Test
  void losesThePodsOfAPlace() {
    ClusterState zoned = ClusterState.of(ZONED);

    assertThat(names(zoned.after(lose("z2"), ClusterStateTest::noFiles).orElseThrow(), "cart"))
        .containsExactly("cart-1", "cart-3");
    assertThat(names(zoned.after(lose("r1/z2"), ClusterStateTest::noFiles).orElseThrow(), "cart"))
        .containsExactly("cart-1", "cart-3");
    assertThat(names(zoned.after(lose("r1"), ClusterStateTest::noFiles).orElseThrow(), "cart"))
        .containsExactly("cart-3");
    assertThat(Place.withPods(Mesh.of(ZONED))).containsExactly("r1/z1", "r1/z2", "r2/z3");
  }

  @Test
  void isUnknownAfterAChangeOfTheBusiestPod() {
    assertThat(start.after(Change.serving("cart", false), ClusterStateTest::noFiles)).isEmpty();
    assertThat(start.after(new Change.Restart("cart"), ClusterStateTest::noFiles)).contains(start);
    assertThat(start.after(new Change.Scale("cart", 5), ClusterStateTest::noFiles).orElseThrow())
        .satisfies(more -> assertThat(names(more, "cart")).hasSize(5));
  }

  private static ManifestSet noFiles(List<String> names) {
    throw new AssertionError(names);
  }

  private static Change.Lose lose(String place) {
    return new Change.Lose(place, Change.Lose.NOTICED);
  }

  @Test
  void saysWhichWorkloadsThereAre() {
    assertThatThrownBy(() -> start.scaled("card", 1))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("'card'; did you mean cart?");
  }

  private static List<String> names(ClusterState state, String workload) {
    return state.pods(workload).stream().map(Pod::name).toList();
  }

  private static String ip(ClusterState state, String pod) {
    return addresses(state.manifests()).get(pod);
  }

  private static Map<String, String> addresses(ManifestSet manifests) {
    Map<String, String> addresses = new HashMap<>();
    Mesh.of(manifests).pods().forEach(pod -> addresses.put(pod.name(), pod.ip()));
    return addresses;
  }

  private static List<String> ready(ClusterState state) {
    Mesh mesh = Mesh.of(state.manifests());
    var cart = mesh.service("cart.shop.svc.cluster.local").orElseThrow();
    return mesh.endpoints(cart, cart.ports().get(0)).stream()
        .filter(Endpoint::ready)
        .map(Endpoint::pod)
        .toList();
  }
}
