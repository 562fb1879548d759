package dev.meshlab.lab.plane;

import dev.meshlab.lab.cast.Target;
import dev.meshlab.lab.predict.CallShape;
import dev.meshlab.lab.prediction.Prediction;
import dev.meshlab.mesh.loopback.Deviation;
import java.util.List;
import java.util.Optional;

/**
 * The predictions of one plane, from the configuration that it is given. Nothing needs to run for
 * it.
 */
public interface TargetPredictor {

  /** The prediction for calls of this shape to a target that this plane can call. */
  Prediction predict(Target target, CallShape call);

  /** The reason why the plane cannot call a target at all; empty when it can. */
  default Optional<String> leavesOut(Target target) {
    return Optional.empty();
  }

  /** True if a proxy sees the calls, before the caller or before the pods. */
  default boolean passesProxies() {
    return true;
  }

  /** True if it matters on this plane which method is called, and with which metadata. */
  default boolean looksIntoCalls() {
    return true;
  }

  /** The points where the plane departs from what Istio sends, each with its reason. */
  default List<Deviation> deviations() {
    return List.of();
  }
}
