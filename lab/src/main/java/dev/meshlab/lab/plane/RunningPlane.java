package dev.meshlab.lab.plane;

import dev.meshlab.client.load.Load;
import dev.meshlab.client.load.WarmUpLimit;
import dev.meshlab.lab.cast.Target;
import dev.meshlab.lab.prediction.Ejection;
import dev.meshlab.lab.prediction.Interventions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A way in which a client's calls reach the pods. It is ready for calls from the moment it exists.
 */
public interface RunningPlane extends AutoCloseable {

  /** Its name, as reports have it. */
  String name();

  /**
   * The client that makes a load on a target over this plane. One at a time is open.
   *
   * @param limit of its warm-up
   */
  LoadDriver driver(Target target, Load load, WarmUpLimit limit) throws InterruptedException;

  /** The predictions of this plane, from the configuration that it was given. */
  TargetPredictor predictor();

  /**
   * Requests forwarded so far by the UUID of the pod, in the proxy's own count; empty where no
   * proxy counts the requests for this target: there is none, or it forwards bytes and counts
   * connections.
   */
  default Optional<Map<String, Long>> forwarded(Target target) {
    return Optional.empty();
  }

  /**
   * Returns when what stands between the client and the pods of a target has no request under way
   * any more, or after two seconds: copies for a mirror outlive the calls that they are copies of.
   */
  default void awaitIdle(Target target) throws InterruptedException {}

  /** The attempts that what stands between the client and the pods took into its own hands. */
  default Interventions interventions(Target target) {
    return Interventions.NONE;
  }

  /** The pods that outlier detection keeps from getting calls at this moment. */
  default Set<Ejection> ejections(Target target) {
    return Set.of();
  }

  /**
   * Returns when all that this plane was given is in force for the channels opened so far, after
   * their first calls.
   *
   * @throws RuntimeException if the data plane refuses a part of it
   */
  default void awaitInForce() throws InterruptedException {}

  /** The reason why this plane no longer works; empty while it does. */
  default Optional<String> broken() {
    return Optional.empty();
  }

  @Override
  void close();
}
