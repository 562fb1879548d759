package dev.meshlab.lab.report;

import dev.meshlab.lab.prediction.PodLabel;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/** The order in which people count pods: server-2 before server-10. */
final class PodOrder {

  static final Comparator<PodLabel> BY_NAME =
      Comparator.comparing((PodLabel pod) -> pod.name().replaceFirst("\\d+$", ""))
          .thenComparing(pod -> pod.name().length())
          .thenComparing(PodLabel::name);

  private PodOrder() {}

  /** Pods by UUID, in their order. */
  static Map<String, PodLabel> of(Map<String, PodLabel> pods) {
    Map<String, PodLabel> inOrder = new LinkedHashMap<>();
    pods.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(BY_NAME))
        .forEach(pod -> inOrder.put(pod.getKey(), pod.getValue()));
    return inOrder;
  }
}
