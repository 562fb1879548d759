package dev.meshlab.lab.difference;

import java.util.List;

/**
 * The difference for some callers, who all see the same.
 *
 * @param way by which their calls leave, in a few words
 */
public record CallerChange(List<String> callers, String way, List<TargetChange> targets) {

  public CallerChange {
    callers = List.copyOf(callers);
    targets = List.copyOf(targets);
  }
}
