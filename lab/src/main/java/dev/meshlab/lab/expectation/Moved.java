package dev.meshlab.lab.expectation;

import dev.meshlab.lab.verdict.Observation;
import java.util.Map;
import java.util.Optional;

/**
 * Keys whose calls were answered by more than one pod.
 *
 * @param between the pods of which there is more than one
 */
record Moved(Between between) implements Subject {

  /** The pods that a key can move between. */
  enum Between {
    ANY_PODS("moved", "were answered by several pods"),
    /** A key that only came from a pod that was changed, or went to it, is not one of these. */
    UNCHANGED_PODS("strayed", "were answered by several pods that were not changed");

    private final String text;
    private final String sentence;

    Between(String text, String sentence) {
      this.text = text;
      this.sentence = sentence;
    }
  }

  @Override
  public String text() {
    return between.text;
  }

  @Override
  public String sentence() {
    return "keys " + between.sentence;
  }

  @Override
  public Optional<Need> need() {
    return Optional.of(Need.KEYS);
  }

  @Override
  public long count(Observation seen) {
    return seen.keys().values().stream().filter(pods -> pods(pods, seen) > 1).count();
  }

  private long pods(Map<String, Long> answering, Observation seen) {
    return answering.keySet().stream()
        .filter(uuid -> between == Between.ANY_PODS || !seen.struck().contains(uuid))
        .count();
  }

  @Override
  public long of(Observation seen) {
    return seen.keys().size();
  }
}
