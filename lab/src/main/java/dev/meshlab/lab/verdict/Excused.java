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
      answers = seen.attempts().byPod();
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
        seen.pods());
  }
}
