package dev.meshlab.lab.verdict;

import dev.meshlab.lab.prediction.PodLabels;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Counts of the pods of one group, as a finding states them: the least, the most, and the counts
 * that are expected.
 *
 * @param what was counted, as in {@code replies}
 * @param counts by the name of the pod
 */
record EachPod(String what, Map<String, Long> counts) {

  static EachPod of(String what, List<String> uuids, Map<String, Long> counts, PodLabels pods) {
    Map<String, Long> all =
        uuids.stream()
            .collect(Collectors.toMap(uuid -> uuid, uuid -> counts.getOrDefault(uuid, 0L)));
    return new EachPod(what, pods.named(all));
  }

  /** The sentence, with the counts that are expected of each pod. */
  String expecting(String expected) {
    Map.Entry<String, Long> least = extreme(Comparator.naturalOrder());
    Map.Entry<String, Long> most = extreme(Comparator.reverseOrder());
    return least.getValue().equals(most.getValue())
        ? "%d %s at each of %d pods; expected: %s"
            .formatted(least.getValue(), what, counts.size(), expected)
        : "%s: least %d (%s), most %d (%s); expected at each of %d pods: %s"
            .formatted(
                what,
                least.getValue(),
                least.getKey(),
                most.getValue(),
                most.getKey(),
                counts.size(),
                expected);
  }

  private Map.Entry<String, Long> extreme(Comparator<Long> order) {
    return counts.entrySet().stream()
        .min(Map.Entry.<String, Long>comparingByValue(order).thenComparing(Map.Entry::getKey))
        .orElseThrow();
  }

  /** {@code server-1 3, server-2 4}. */
  static String list(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .map(count -> count.getKey() + " " + count.getValue())
        .collect(Collectors.joining(", "));
  }
}
