package dev.meshlab.lab.practice;

import dev.meshlab.lab.exercise.Question;
import dev.meshlab.lab.outcome.Met;
import java.util.List;

/** The result of a step about manifests that a cluster refuses. */
final class RefusalResult {

  private static final String ACCEPTED = "nothing is refused";

  private RefusalResult() {}

  /**
   * @param by what was asked
   * @param reasons for which it refuses the manifests; empty if it takes them
   */
  static PlaneResult of(String by, Question.Refusal asked, List<String> reasons) {
    boolean met = reasons.stream().anyMatch(reason -> reason.contains(asked.words()));
    String found = reasons.isEmpty() ? ACCEPTED : String.join("; ", reasons);
    return PlaneResult.seen(
        by, found, List.of(Met.of("refused \"%s\"".formatted(asked.words()), found, met)));
  }
}
