package dev.meshlab.lab.prediction;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A prediction that every call fails.
 *
 * @param status the gRPC status name that the client will see
 * @param reason why
 * @param isAsked whether the configuration asks for it by name, as a direct response does
 */
public record EveryCallFails(String status, String reason, boolean isAsked) implements Prediction {

  /** Calls that fail although nothing asks them to. */
  public EveryCallFails(String status, String reason) {
    this(status, reason, false);
  }

  /** Calls that the configuration ends by intent. */
  public static EveryCallFails asked(String status, String reason) {
    return new EveryCallFails(status, reason, true);
  }

  @Override
  public ModelName model() {
    return new ModelName("every call fails", "fails");
  }

  @Override
  public String sentence(PodLabels pods) {
    return "every call fails with " + status + ": " + reason;
  }

  @Override
  public Set<String> servers() {
    return Set.of();
  }

  @Override
  public Set<String> asked() {
    return isAsked ? Set.of(status) : Set.of();
  }

  @Override
  public boolean isDenied() {
    return !isAsked && status.equals("PERMISSION_DENIED");
  }

  @Override
  public Optional<String> failing() {
    return isAsked ? Optional.empty() : Optional.of("every call fails: " + reason);
  }

  @Override
  public Optional<Map<String, Double>> shares() {
    return Optional.of(Map.of());
  }
}
