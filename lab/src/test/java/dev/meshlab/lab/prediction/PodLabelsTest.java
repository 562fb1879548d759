package dev.meshlab.lab.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PodLabelsTest {

  private static final PodLabels PODS =
      new PodLabels(
          Map.of(
              "a", new PodLabel("shop-2", "default", "v2", "z2"),
              "b", new PodLabel("shop-1", "default", "v1", "z1"),
              "c", new PodLabel("shop-3", "default", "v1", "")));

  @Test
  void nameAPodThatIsNotKnownByItsUuid() {
    assertThat(PODS.name("a")).isEqualTo("shop-2");
    assertThat(PODS.name("d")).isEqualTo("d");
    assertThat(PodLabels.NONE.name("a")).isEqualTo("a");
  }

  @Test
  void orderCountsByTheNamesOfThePods() {
    assertThat(PODS.named(Map.of("a", 1L, "b", 2L, "d", 3L)))
        .containsExactly(Map.entry("d", 3L), Map.entry("shop-1", 2L), Map.entry("shop-2", 1L));
  }

  /** Of two namespaces, for example. */
  @Test
  void addUpTheCountsOfPodsOfOneName() {
    PodLabel label = new PodLabel("shop-1", "one", "", "");
    PodLabel other = new PodLabel("shop-1", "two", "", "");

    assertThat(new PodLabels(Map.of("a", label, "b", other)).named(Map.of("a", 1L, "b", 2L)))
        .containsExactly(Map.entry("shop-1", 3L));
  }

  @Test
  void nameDistinctVersionsAndZonesInOrderWhereEveryPodHasOne() {
    assertThat(PODS.versions(List.of("a", "b", "c"))).containsExactly("v1", "v2");
    assertThat(PODS.zones(List.of("a", "b"))).containsExactly("z1", "z2");
    assertThat(PODS.zones(List.of("b", "c"))).isEmpty();
    assertThat(PODS.versions(List.of("b", "d"))).isEmpty();
  }
}
