package dev.meshlab.lab.expectation;

import dev.meshlab.lab.verdict.Observation;
import java.util.Optional;

/**
 * Calls by the code of their response in the access log of the client's proxy.
 *
 * @param number the code, as HTTP has it; gRPC's own status is another
 */
record Code(String number) implements Subject {

  static final String LABEL = "code=";

  @Override
  public String text() {
    return LABEL + number;
  }

  @Override
  public String sentence() {
    return "calls were logged with code " + number;
  }

  @Override
  public Optional<Need> need() {
    return Optional.of(Need.ACCESS_LOG);
  }

  @Override
  public long count(Observation seen) {
    return seen.attempts().interventions().logged().codes().getOrDefault(number, 0L);
  }

  @Override
  public long of(Observation seen) {
    return seen.calls();
  }
}
