package dev.meshlab.lab.practice;

import dev.meshlab.lab.anatomy.PodAnatomy;
import dev.meshlab.lab.anatomy.PodClaim;
import dev.meshlab.lab.outcome.Met;
import dev.meshlab.lab.plane.ClusterPlane;
import dev.meshlab.lab.verdict.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The result of a step that looks at pods. */
final class PodsResult {

  private PodsResult() {}

  /**
   * @param claims by workload
   * @param seen the pods of each
   */
  static PlaneResult of(Map<String, List<PodClaim>> claims, Map<String, List<PodAnatomy>> seen) {
    List<Met> met = new ArrayList<>();
    claims.forEach(
        (workload, its) -> {
          for (PodClaim claim : its) {
            Finding finding = claim.check(seen.getOrDefault(workload, List.of()));
            met.add(Met.of(workload + ": " + claim.text(), finding.text(), finding.holds()));
          }
        });
    return PlaneResult.seen(
        ClusterPlane.NAME,
        seen.entrySet().stream()
            .map(each -> line(each.getKey(), each.getValue()))
            .collect(Collectors.joining(". ")),
        met);
  }

  private static String line(String workload, List<PodAnatomy> pods) {
    return "%s, %s: %s"
        .formatted(
            workload,
            pods.size() == 1 ? "1 pod" : pods.size() + " pods",
            pods.stream().map(PodAnatomy::line).distinct().collect(Collectors.joining(" / ")));
  }
}
