package dev.meshlab.lab.report;

import java.util.List;

/** Notices that there was nothing to balance. */
public final class SinglePodNote {

  private SinglePodNote() {}

  /** A line that says so where no target that was measured has a second pod; empty otherwise. */
  public static List<String> notes(List<PlaneReport> reports) {
    List<Measurement> measured =
        reports.stream()
            .filter(report -> report.status() == Status.MEASURED)
            .map(PlaneReport::measurement)
            .toList();
    return measured.isEmpty() || measured.stream().anyMatch(m -> m.counts().pods().size() != 1)
        ? List.of()
        : List.of(
            "every target that was measured has a single pod, so calls cannot spread and every verdict"
                + " is bound to agree; --replicas 3 plays three pods of each Deployment, StatefulSet and Rollout");
  }
}
