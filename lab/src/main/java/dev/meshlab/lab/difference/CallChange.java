package dev.meshlab.lab.difference;

import java.util.List;

/**
 * The difference for calls that are all alike.
 *
 * @param calls their description; empty for every call to the target
 * @param turn of their fate
 */
public record CallChange(String calls, Turn turn, List<Change> changes) {

  /** A turn of the fate of calls, for better or worse. */
  public enum Turn {
    /** Some or all of them fail that did not. */
    FAILS,
    /** Those that failed do not any more. */
    RECOVERS,
    NONE
  }

  public CallChange {
    changes = List.copyOf(changes);
  }
}
