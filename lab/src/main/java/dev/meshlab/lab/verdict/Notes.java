package dev.meshlab.lab.verdict;

import java.util.Map;

/**
 * The notes that the pods have made of calls, beside their number.
 *
 * @param callers calls that arrived, by the URI of their caller's certificate; those that came
 *     without one are not in it
 * @param created the things that the calls created, each counted once
 * @param duplicated those of them that were created more than once, by whichever pods
 */
public record Notes(Map<String, Long> callers, long created, long duplicated) {

  public static final Notes NONE = new Notes(Map.of(), 0, 0);

  public Notes {
    callers = Map.copyOf(callers);
  }
}
