package dev.meshlab.lab.report;

import dev.meshlab.lab.prediction.PodLabel;
import java.util.Comparator;

/** The order in which people count pods: server-2 before server-10. */
final class PodOrder {

  static final Comparator<PodLabel> BY_NAME =
      Comparator.comparing((PodLabel pod) -> pod.name().replaceFirst("\\d+$", ""))
          .thenComparing(pod -> pod.name().length())
          .thenComparing(PodLabel::name);

  private PodOrder() {}
}
