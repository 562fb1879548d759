package dev.meshlab.lab.plane;

import dev.meshlab.lab.cast.Target;
import dev.meshlab.lab.predict.CallShape;
import dev.meshlab.lab.predict.DialledPods;
import dev.meshlab.lab.predict.Predictor;
import dev.meshlab.lab.predict.XdsClient;
import dev.meshlab.lab.prediction.EveryCallFails;
import dev.meshlab.lab.prediction.Prediction;
import dev.meshlab.lab.prediction.Rotations;
import dev.meshlab.mesh.loopback.Deviation;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The predictions of a plane whose calls enter through listeners. */
final class ListenerPredictor implements TargetPredictor {

  private final Function<DialledPods, Predictor> predictors;
  private final Predictor predictor;
  private final Function<Target, Optional<Listener>> listeners;
  private final Function<Target, DialledPods> dialled;
  private final List<Deviation> deviations;

  /**
   * @param listeners where the calls for a target come in; empty where they cannot
   * @param dialled the pods whose own addresses a target's name leads to
   */
  ListenerPredictor(
      XdsClient dataPlane,
      Rotations rotations,
      BoundResources bound,
      Function<Target, Optional<Listener>> listeners,
      Function<Target, DialledPods> dialled) {
    this.predictors =
        pods ->
            new Predictor(dataPlane, rotations, bound.resources(), bound.reach().dialling(pods));
    this.predictor = predictors.apply(DialledPods.NONE);
    this.listeners = listeners;
    this.dialled = dialled;
    this.deviations = bound.deviations();
  }

  /** A plane on which every target has an address of its own. */
  ListenerPredictor(
      XdsClient dataPlane,
      Rotations rotations,
      BoundResources bound,
      Function<Target, Optional<Listener>> listeners) {
    this(dataPlane, rotations, bound, listeners, target -> DialledPods.NONE);
  }

  @Override
  public Prediction predict(Target target, CallShape call) {
    return listeners
        .apply(target)
        .map(listener -> of(target).through(listener, call))
        .orElseGet(() -> new EveryCallFails("UNAVAILABLE", "there is no listener for " + target));
  }

  private Predictor of(Target target) {
    DialledPods pods = dialled.apply(target);
    return pods.equals(DialledPods.NONE) ? predictor : predictors.apply(pods);
  }

  @Override
  public List<Deviation> deviations() {
    return deviations;
  }
}
