package dev.meshlab.lab.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.lab.prediction.PodLabel;
import dev.meshlab.lab.prediction.PodLabels;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EachPodTest {

  private static final List<String> GROUP = List.of("a", "b", "c");
  private static final PodLabels PODS =
      new PodLabels(
          Map.of(
              "a", label("shop-1"),
              "b", label("shop-2"),
              "c", label("shop-3"),
              "x", label("cart-1")));

  private static PodLabel label(String name) {
    return new PodLabel(name, "default", "", "");
  }

  @Test
  void saysOnceWhatEveryPodHas() {
    assertThat(sentence(Map.of("a", 10L, "b", 10L, "c", 10L)))
        .isEqualTo("10 replies at each of 3 pods; expected: 9 to 11");
  }

  @Test
  void namesThePodsWithTheLeastAndTheMost() {
    assertThat(sentence(Map.of("a", 10L, "b", 12L, "c", 8L)))
        .isEqualTo(
            "replies: least 8 (shop-3), most 12 (shop-2); expected at each of 3 pods: 9 to 11");
  }

  @Test
  void countsAPodThatNothingReachedAndNoPodOfAnotherGroup() {
    assertThat(sentence(Map.of("a", 10L, "b", 10L, "x", 99L)))
        .isEqualTo(
            "replies: least 0 (shop-3), most 10 (shop-1); expected at each of 3 pods: 9 to 11");
  }

  @Test
  void namesOfEqualPodsTheFirst() {
    assertThat(sentence(Map.of("a", 7L, "b", 10L, "c", 7L))).contains("least 7 (shop-1)");
    assertThat(sentence(Map.of("a", 7L, "b", 10L, "c", 10L))).contains("most 10 (shop-2)");
  }

  private static String sentence(Map<String, Long> counts) {
    return EachPod.of("replies", GROUP, counts, PODS).expecting("9 to 11");
  }

  @Test
  void listsCountsByName() {
    assertThat(EachPod.list(new TreeMap<>(Map.of("shop-2", 4L, "shop-1", 3L))))
        .isEqualTo("shop-1 3, shop-2 4");
    assertThat(EachPod.list(Map.of())).isEmpty();
  }
}
