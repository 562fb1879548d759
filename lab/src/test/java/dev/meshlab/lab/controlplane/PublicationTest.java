package dev.meshlab.lab.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.translate.xds.Resources;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import java.util.List;
import org.junit.jupiter.api.Test;

class PublicationTest {
  private static final Cluster A = SampleResources.cluster("a");
  private static final Cluster B = SampleResources.cluster("b");

  @Test
  void hasTheSameVersionForTheSameContentInAnyOrder() {
    assertThat(version(clusters(A, B))).isEqualTo(version(clusters(B, A)));
  }

  @Test
  void hasAnotherVersionOfTheOneTypeThatChanged() {
    Version before = version(SampleResources.sidecar("a", 1));
    Version after = version(SampleResources.sidecar("a", 2));

    assertThat(XdsType.values())
        .filteredOn(type -> !before.of(type).equals(after.of(type)))
        .containsExactly(XdsType.EDS);
  }

  @Test
  void hasAVersionWithoutAnyResource() {
    Version empty = version(clusters());

    assertThat(XdsType.values()).extracting(empty::of).doesNotContain("");
  }

  @Test
  void givesEachEdsClusterAnAssignmentUnderTheNameItAsksFor() {
    Cluster.Builder renamed = B.toBuilder();
    renamed.getEdsClusterConfigBuilder().setServiceName("service");
    Resources resources =
        new Resources(
            List.of(A, renamed.build()),
            List.of(SampleResources.assignment("a", 1)),
            List.of(),
            List.of());

    assertThat(Publication.of(resources).resources().endpoints())
        .containsExactly(
            SampleResources.assignment("a", 1),
            ClusterLoadAssignment.newBuilder().setClusterName("service").build());
  }

  private static Version version(Resources resources) {
    return Publication.of(resources).version();
  }

  private static Resources clusters(Cluster... clusters) {
    return new Resources(List.of(clusters), List.of(), List.of(), List.of());
  }
}
