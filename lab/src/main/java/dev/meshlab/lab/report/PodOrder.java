package dev.meshlab.lab.report;

import java.util.Comparator;

/** The order in which people count pods: server-2 before server-10. */
final class PodOrder {

  static final Comparator<Measurement.Pod> BY_NAME =
      Comparator.comparing((Measurement.Pod pod) -> pod.name().replaceFirst("\\d+$", ""))
          .thenComparing(pod -> pod.name().length())
          .thenComparing(Measurement.Pod::name);

  private PodOrder() {}
}
