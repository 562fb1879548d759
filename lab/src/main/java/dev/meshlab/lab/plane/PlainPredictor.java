package dev.meshlab.lab.plane;

import dev.meshlab.lab.cast.Target;
import dev.meshlab.lab.predict.CallShape;
import dev.meshlab.lab.predict.Reception;
import dev.meshlab.lab.prediction.Balancing;
import dev.meshlab.lab.prediction.EveryCallFails;
import dev.meshlab.lab.prediction.PinnedConnections;
import dev.meshlab.lab.prediction.Prediction;
import dev.meshlab.mesh.translate.PlainView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The predictions of the plain plane: the addresses of Services, and what is behind each.
 *
 * @param backends by {@code host:port} of the target
 * @param receptions how the backends' ports take connections; those not named in plain text only
 */
record PlainPredictor(Map<String, Backends> backends, Map<Integer, Reception> receptions)
    implements TargetPredictor {

  /**
   * The backends of a Service port.
   *
   * @param uuidByPort the pods, by the loopback port of their endpoint
   * @param clientAffinity whether all connections of a client go to one of them
   */
  record Backends(Map<Integer, String> uuidByPort, boolean clientAffinity) {}

  PlainPredictor {
    backends = Map.copyOf(backends);
    receptions = Map.copyOf(receptions);
  }

  static PlainPredictor of(PlainView view, Placement placement, List<Target> targets) {
    Map<String, Backends> backends = new LinkedHashMap<>();
    for (Target target : targets) {
      view.address(target.host(), target.port())
          .ifPresent(
              address ->
                  backends.put(
                      target.toString(),
                      new Backends(
                          placement.uuidByPort(view.mesh(), address.endpoints()),
                          address.clientAffinity())));
    }
    return new PlainPredictor(backends, placement.receptions(view.mesh()));
  }

  @Override
  public Optional<String> leavesOut(Target target) {
    return backends.containsKey(target.toString())
        ? Optional.empty()
        : Optional.of("no Service has this name, only a VirtualService, which needs a proxy");
  }

  @Override
  public boolean looksIntoCalls() {
    return false;
  }

  @Override
  public Prediction predict(Target target, CallShape call) {
    Backends behind = backends.getOrDefault(target.toString(), new Backends(Map.of(), false));
    List<String> answering = new ArrayList<>();
    String silence = "the Service has no endpoint";
    for (Map.Entry<Integer, String> pod : behind.uuidByPort().entrySet()) {
      Optional<String> refusal =
          receptions.getOrDefault(pod.getKey(), Reception.PLAIN).refusalOfPlainText();
      if (refusal.isEmpty()) {
        answering.add(pod.getValue());
      } else {
        silence = refusal.get();
      }
    }
    return answering.isEmpty()
        ? new EveryCallFails("UNAVAILABLE", silence)
        : new PinnedConnections(Balancing.RANDOM, answering, behind.clientAffinity());
  }
}
