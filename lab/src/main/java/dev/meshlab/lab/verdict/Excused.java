package dev.meshlab.lab.verdict;

import dev.meshlab.lab.prediction.Prediction;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/**
 * Calls of which some failed as was asked, counted as answered by the pods that they reached.
 *
 * @param calls how many failed so
 * @param seen the observation with those among the answers
 */
record Excused(long calls, Observation seen) {

  /**
   * @param excuses whether a failure is excused, by the server ("" for none) and the status
   */
  static Excused of(Observation seen, BiPredicate<String, String> excuses) {
    Map<String, Map<String, Long>> left = new TreeMap<>();
    Map<String, Long> excused = new TreeMap<>();
    seen.failures()
        .forEach(
            (uuid, byStatus) ->
                byStatus.forEach(
                    (status, count) -> {
                      if (excuses.test(uuid, status)) {
                        excused.merge(uuid, count, Long::sum);
                      } else {
                        left.computeIfAbsent(uuid, any -> new TreeMap<>()).put(status, count);
                      }
                    }));
    long calls = excused.values().stream().mapToLong(Long::longValue).sum();
    return new Excused(calls, calls == 0 ? seen : answered(seen, excused, left));
  }

  /**
   * True if the others of the calls went where they should. Of calls that were attempted again, and
   * that no server answered, it is not known where they ended.
   */
  Verdict others(Prediction prediction) {
    return seen.calls() > 0
        ? Judge.judge(prediction, seen)
        : Verdict.of(
            "where the calls ended is not known",
            List.of(
                Finding.exact(
                    true,
                    "not judged: which pods got the calls, since some were attempted again and no"
                        + " server answered")));
  }

  /** The servers alone know which pods the calls reached that ended without a server's name. */
  private static Observation answered(
      Observation seen, Map<String, Long> excused, Map<String, Map<String, Long>> left) {
    boolean unnamed = excused.getOrDefault("", 0L) > 0;
    Map<String, Long> answers = new TreeMap<>(seen.replies());
    if (unnamed && !seen.retried()) {
      answers = new TreeMap<>(seen.attempts().byPod());
      takeAway(answers, left, seen.calls());
    } else {
      excused.remove("");
      for (Map.Entry<String, Long> each : excused.entrySet()) {
        answers.merge(each.getKey(), each.getValue(), Long::sum);
      }
    }
    return new Observation(
        answers,
        seen.connections().size() == 1 ? List.of(answers) : seen.connections(),
        left,
        seen.attempts(),
        seen.pods(),
        seen.keys(),
        seen.split(),
        seen.struck(),
        seen.messages());
  }

  /**
   * Takes from the pods' counts the failures that are left. Of those that no pod put its name to
   * the pod is not known: they are taken from whichever has the most, so that no call is counted
   * twice.
   */
  private static void takeAway(
      Map<String, Long> answers, Map<String, Map<String, Long>> left, long calls) {
    left.forEach(
        (uuid, failed) -> answers.computeIfPresent(uuid, (pod, count) -> count - sum(failed)));
    long failures = left.values().stream().mapToLong(Excused::sum).sum();
    long twice = Math.min(sum(left.getOrDefault("", Map.of())), sum(answers) + failures - calls);
    for (long i = 0; i < twice; i++) {
      answers.entrySet().stream()
          .max(Map.Entry.comparingByValue())
          .ifPresent(most -> most.setValue(most.getValue() - 1));
    }
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
