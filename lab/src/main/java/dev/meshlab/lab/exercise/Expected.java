package dev.meshlab.lab.exercise;

import dev.meshlab.lab.expectation.Expectation;
import dev.meshlab.lab.expectation.Settling;
import java.util.List;

/**
 * The expectations of a step on one plane.
 *
 * @param expectations of all calls
 * @param settlings what comes true after the last change
 */
public record Expected(List<Expectation> expectations, List<Settling> settlings) {

  public Expected {
    expectations = List.copyOf(expectations);
    settlings = List.copyOf(settlings);
  }

  boolean isEmpty() {
    return expectations.isEmpty() && settlings.isEmpty();
  }
}
