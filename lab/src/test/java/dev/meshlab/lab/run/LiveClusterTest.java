package dev.meshlab.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.client.load.Load;
import dev.meshlab.lab.cast.Target;
import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.input.Manifests;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.Endpoint;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Pod;
import dev.meshlab.mesh.model.Service;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The output of {@code kubectl get … -A -o yaml} as input. */
class LiveClusterTest {

  private static final ManifestSet CLUSTER =
      Manifests.read(List.of(Path.of("src/test/resources/manifests/live-cluster.yaml")));

  private final Mesh mesh = Mesh.of(CLUSTER);

  @Test
  void isReadWithoutAProblem() {
    assertThat(CLUSTER.problems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cart        | cart-v1-6b7c8d9f5-4k8zq cart-v1-6b7c8d9f5-9xw2m cart-v2-6b7c8d9f5-7h3vn cart-v2-6b7c8d9f5-b6tjd
          till        | till-76c5f8d9b4-c5m9x till-76c5f8d9b4-t2r8p
          till-canary | till-76c5f8d9b4-c5m9x till-76c5f8d9b4-t2r8p
          """)
  void hasEachPodOnce(String service, String pods) {
    Service found = mesh.service(service, "shop").orElseThrow();

    assertThat(mesh.endpoints(found, found.ports().get(0)))
        .extracting(Endpoint::pod)
        .containsExactly(pods.split(" ", -1));
    assertThat(mesh.pods()).extracting(Pod::name).doesNotHaveDuplicates();
  }

  @Test
  void placesPodsWhereTheyRun() {
    assertThat(mesh.pods())
        .filteredOn(pod -> pod.name().startsWith("till-"))
        .extracting(pod -> pod.locality().toString())
        .containsExactly("eu/eu-a", "eu/eu-b");
  }

  @Test
  void isCalledByAWorkloadOfItsUsersAtTheirServicesAlone() {
    Plan plan = plan(CLUSTER);

    assertThat(plan.client().namespace()).isEqualTo("shop");
    assertThat(plan.client().labels()).isEqualTo(Map.of("app", "front"));
    assertThat(plan.targets())
        .extracting(Target::toString)
        .containsExactly(
            "cart.shop.svc.cluster.local:9000",
            "till.shop.svc.cluster.local:9000",
            "till-canary.shop.svc.cluster.local:9000");
    assertThat(plan.targets())
        .allSatisfy(target -> assertThat(plan.unplayed(Plane.ENVOY, target)).isEmpty());
  }

  @Test
  void startsThePodsOfItsUsersAlone() {
    Plan plan = plan(CLUSTER);

    assertThat(plan.casting().cast(plan.targets()).keySet())
        .extracting(Pod::namespace)
        .containsOnly("shop")
        .hasSize(6);
  }

  @Test
  void hasAsManyPodsAsAreAskedFor() {
    Mesh three = Mesh.of(CLUSTER.withReplicas(3));
    Service cart = three.service("cart", "shop").orElseThrow();
    Service till = three.service("till", "shop").orElseThrow();

    assertThat(three.endpoints(cart, cart.ports().get(0))).hasSize(6);
    assertThat(three.endpoints(till, till.ports().get(0))).hasSize(3);
  }

  private static Plan plan(ManifestSet manifests) {
    return new Plan(manifests, Load.builder().calls(100).build(), new Settings().standIn().build());
  }
}
