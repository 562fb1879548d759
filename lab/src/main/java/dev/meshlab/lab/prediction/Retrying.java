package dev.meshlab.lab.prediction;

import java.util.Arrays;
import java.util.Set;

/**
 * The rules by which a route attempts a failed call again.
 *
 * @param on the conditions, as xDS has them; empty where it makes no retries
 * @param passes how many picks of the balancer one retry may discard, for falling on a pod that it
 *     was made at already ({@code host_selection_retry_max_attempts}); each is a turn that the pod
 *     loses
 */
public record Retrying(String on, long passes) {

  /** A route without a retry policy. */
  public static final Retrying NEVER = new Retrying("", 0);

  /** The conditions that an attempt without any answer fits (Envoy, retry_state_impl.cc). */
  private static final Set<String> OF_RESET = Set.of("reset", "5xx", "gateway-error");

  /** True if an attempt that Envoy itself ends is made again. */
  public boolean makesAgainWhatItEnds() {
    return Arrays.stream(on.split(",")).map(String::trim).anyMatch(OF_RESET::contains);
  }
}
