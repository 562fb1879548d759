package dev.meshlab.lab.verdict;

import dev.meshlab.lab.prediction.Chance;
import dev.meshlab.lab.prediction.Group;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The check of the pods that a hash picks. One key has one pod; without a key the picks are draws
 * from the ring, whose parts are not known here, so only the number of pods is checked.
 */
final class HashCheck {

  /**
   * The number of draws that leave all but one pod out at most once in a million runs, if no pod
   * has more than nine tenths of the ring.
   */
  private static final int DRAWS =
      (int) Math.ceil(Math.log(Chance.FALSE_ALARMS) / Math.log(0.9)) + 1;

  private HashCheck() {}

  static List<Finding> findings(Group group, Observation seen) {
    Map<String, Long> answers = answers(group, seen.replies());
    return switch (group.balancing()) {
      case CONSISTENT_HASH -> List.of(onePod(answers, group, seen));
      case HASH_OF_KEYS -> List.of(onePodForEachKey(group, seen));
      case HASH_OF_CONNECTION, OF_CONNECTION -> List.of(onePodEach(group, seen));
      default -> severalPods(answers, group, seen);
    };
  }

  private static Map<String, Long> answers(Group group, Map<String, Long> replies) {
    Map<String, Long> answers = new TreeMap<>(replies);
    answers.keySet().retainAll(group.uuids());
    answers.values().removeIf(count -> count == 0);
    return answers;
  }

  private static Finding onePodEach(Group group, Observation seen) {
    return onePodEach("connections", group, seen.connections(), seen);
  }

  private static Finding onePodForEachKey(Group group, Observation seen) {
    return onePodEach("keys", group, seen.keys().values(), seen);
  }

  private static Finding onePodEach(
      String what, Group group, Collection<Map<String, Long>> each, Observation seen) {
    List<Map<String, Long>> used =
        each.stream()
            .map(replies -> answers(group, replies))
            .filter(answers -> !answers.isEmpty())
            .toList();
    long strayed = used.stream().mapToLong(HashCheck::strayed).sum();
    long pinned = used.stream().filter(answers -> answers.size() == 1).count();
    return Finding.exact(
        strayed <= seen.attempts().retries(),
        "%d of %d %s have one pod each".formatted(pinned, used.size(), what));
  }

  /** The answers of all pods but the one with most. */
  private static long strayed(Map<String, Long> answers) {
    long all = answers.values().stream().mapToLong(Long::longValue).sum();
    return all - answers.values().stream().mapToLong(Long::longValue).max().orElse(0);
  }

  /** A retry of a call may go to another pod than its key's. */
  private static Finding onePod(Map<String, Long> answers, Group group, Observation seen) {
    return Finding.exact(
        strayed(answers) <= seen.attempts().retries(),
        text(answers, group, seen) + ", one expected");
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
