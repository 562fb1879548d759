package dev.meshlab.lab.plane;

import dev.meshlab.lab.cast.Target;
import dev.meshlab.lab.predict.CallShape;
import dev.meshlab.lab.predict.Predictor;
import dev.meshlab.lab.predict.XdsClient;
import dev.meshlab.lab.prediction.EveryCallFails;
import dev.meshlab.lab.prediction.Prediction;
import dev.meshlab.lab.prediction.Rotations;
import dev.meshlab.mesh.adapt.Deviation;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The predictions of a plane whose calls enter through listeners. */
final class ListenerPredictor implements TargetPredictor {

  private final Predictor predictor;
  private final Function<Target, Optional<Listener>> listeners;
  private final List<Deviation> deviations;

  /**
   * @param listeners where the calls for a target come in; empty where they cannot
   */
  ListenerPredictor(
      XdsClient dataPlane,
      Rotations rotations,
      BoundResources bound,
      Function<Target, Optional<Listener>> listeners) {
    this.predictor = new Predictor(dataPlane, rotations, bound.resources(), bound.reach());
    this.listeners = listeners;
    this.deviations = bound.deviations();
  }

  @Override
  public Prediction predict(Target target, CallShape call) {
    return listeners
        .apply(target)
        .map(listener -> predictor.through(listener, call))
        .orElseGet(() -> new EveryCallFails("UNAVAILABLE", "there is no listener for " + target));
  }

  @Override
  public List<Deviation> deviations() {
    return deviations;
  }
}
