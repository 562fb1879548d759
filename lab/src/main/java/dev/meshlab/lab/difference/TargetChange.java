package dev.meshlab.lab.difference;

import java.util.List;

/**
 * The difference for the calls of one caller to one host and port.
 *
 * @param kind whether the target is on both sides
 * @param calls of a target that is on one side only, all of them
 */
public record TargetChange(String target, Kind kind, List<CallChange> calls) {

  /** The sides on which something is. */
  public enum Kind {
    NEW,
    GONE,
    CHANGED;

    /** In lower case, as documents for programs have it. */
    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  public TargetChange {
    calls = List.copyOf(calls);
  }
}
