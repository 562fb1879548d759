package dev.meshlab.lab.prediction;

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
}
