package dev.meshlab.lab.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PodPlacementTest {

  @Test
  void isWhereAPodMayRunAndHowItGetsItsImages() {
    PodPlacement placement =
        PodPlacement.of(
            """
            {"containers": [{"name": "x"}], "serviceAccountName": "x",
             "imagePullSecrets": [{"name": "registry"}], "nodeSelector": {"pool": "a"},
             "tolerations": [{"key": "only", "operator": "Exists"}],
             "affinity": {"nodeAffinity": {"x": 1}, "podAntiAffinity": {"y": 1}}}
            """);

    assertThat(placement.fields().properties())
        .extracting(field -> field.getKey())
        .containsExactlyInAnyOrder("imagePullSecrets", "nodeSelector", "tolerations", "affinity");
    assertThat(placement.spec().getImagePullSecrets())
        .extracting("name")
        .containsExactly("registry");
    assertThat(placement.json()).contains("nodeAffinity").doesNotContain("podAntiAffinity");
  }

  @Test
  void isAnywhereWhereNothingIsSaid() {
    assertThat(PodPlacement.of("{\"containers\": []}")).isEqualTo(PodPlacement.ANYWHERE);
  }
}
