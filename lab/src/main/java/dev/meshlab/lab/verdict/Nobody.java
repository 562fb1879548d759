package dev.meshlab.lab.verdict;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Every call fails.
 *
 * @param status the gRPC status name that the client will see
 * @param reason why
 */
public record Nobody(String status, String reason) implements Prediction {
  @Override
  public String model() {
    return "every call fails";
  }

  @Override
  public String sentence() {
    return "every call fails with " + status + ": " + reason;
  }

  @Override
  public Set<String> servers() {
    return Set.of();
  }

  @Override
  public Optional<Map<String, Double>> shares() {
    return Optional.of(Map.of());
  }
}
