package dev.meshlab.lab.expectation;

import dev.meshlab.lab.verdict.Observation;
import java.util.Optional;

/**
 * Calls with a response flag in the access log of the client's proxy.
 *
 * @param name of the flag
 */
record Flag(String name) implements Subject {

  static final String LABEL = "flag=";

  @Override
  public String text() {
    return LABEL + name;
  }

  @Override
  public String sentence() {
    return "calls were logged with " + name;
  }

  @Override
  public Optional<Need> need() {
    return Optional.of(Need.ACCESS_LOG);
  }

  @Override
  public long count(Observation seen) {
    return seen.attempts().interventions().logged().flags().getOrDefault(name, 0L);
  }

  @Override
  public long of(Observation seen) {
    return seen.calls();
  }
}
