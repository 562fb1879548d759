package dev.meshlab.lab.plane;

import dev.meshlab.lab.cast.Target;
import dev.meshlab.lab.predict.CallShape;
import dev.meshlab.lab.prediction.Prediction;
import dev.meshlab.mesh.loopback.Deviation;
import java.util.List;
import java.util.Map;

/**
 * The predictions of all gateways, each for the hosts that it opens.
 *
 * @param byTarget the predictions of the gateway that is called for each {@code host:port}
 */
record GatewayPredictor(Map<String, TargetPredictor> byTarget) implements TargetPredictor {

  GatewayPredictor {
    byTarget = Map.copyOf(byTarget);
  }

  @Override
  public Prediction predict(Target target, CallShape call) {
    TargetPredictor gateway = byTarget.get(target.toString());
    if (gateway == null) {
      throw new IllegalArgumentException("no gateway opens " + target);
    }
    return gateway.predict(target, call);
  }

  @Override
  public List<Deviation> deviations() {
    return byTarget.values().stream().flatMap(g -> g.deviations().stream()).distinct().toList();
  }
}
