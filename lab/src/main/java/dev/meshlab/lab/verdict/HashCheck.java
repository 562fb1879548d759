package dev.meshlab.lab.verdict;

import dev.meshlab.lab.prediction.Balancing;
import dev.meshlab.lab.prediction.Chance;
import dev.meshlab.lab.prediction.Group;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The check of the pods that a hash picks. With one key, one pod has all the answers; without a key
 * they are draws from the ring, whose parts are not known here, so only their number is checked.
 */
final class HashCheck {

  /**
   * So many draws leave all but one pod out at most once in a million runs, as long as no pod has
   * more than nine tenths of the ring.
   */
  private static final int DRAWS =
      (int) Math.ceil(Math.log(Chance.FALSE_ALARMS) / Math.log(0.9)) + 1;

  private HashCheck() {}

  static List<Finding> findings(Group group, Observation seen) {
    Map<String, Long> answers = new TreeMap<>(seen.replies());
    answers.keySet().retainAll(group.uuids());
    answers.values().removeIf(count -> count == 0);
    return group.balancing() == Balancing.CONSISTENT_HASH
        ? List.of(onePod(answers, group, seen))
        : severalPods(answers, group, seen);
  }

  /** A retry of a call may go to another pod than its key's. */
  private static Finding onePod(Map<String, Long> answers, Group group, Observation seen) {
    long most = answers.values().stream().mapToLong(Long::longValue).max().orElse(0);
    long all = answers.values().stream().mapToLong(Long::longValue).sum();
    return Finding.exact(
        all - most <= seen.attempts().retries(), text(answers, group, seen) + ", one expected");
  }

  private static List<Finding> severalPods(
      Map<String, Long> answers, Group group, Observation seen) {
    long all = answers.values().stream().mapToLong(Long::longValue).sum();
    return all < DRAWS
        ? List.of()
        : List.of(
            Finding.exact(
                answers.size() > 1, text(answers, group, seen) + ", more than one expected"));
  }

  private static String text(Map<String, Long> answers, Group group, Observation seen) {
    String who =
        answers.size() == 1
            ? " (" + seen.pods().name(answers.keySet().iterator().next()) + ")"
            : "";
    return "%d of %d pods answered%s".formatted(answers.size(), group.uuids().size(), who);
  }
}
