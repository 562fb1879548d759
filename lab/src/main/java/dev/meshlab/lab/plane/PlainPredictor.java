package dev.meshlab.lab.plane;

import dev.meshlab.lab.cast.Target;
import dev.meshlab.lab.predict.CallShape;
import dev.meshlab.lab.predict.Caller;
import dev.meshlab.lab.predict.Reach;
import dev.meshlab.lab.predict.ServerEntrance;
import dev.meshlab.lab.prediction.Balancing;
import dev.meshlab.lab.prediction.Bounded;
import dev.meshlab.lab.prediction.Denial;
import dev.meshlab.lab.prediction.Denied;
import dev.meshlab.lab.prediction.EveryCallFails;
import dev.meshlab.lab.prediction.Group;
import dev.meshlab.lab.prediction.PerCall;
import dev.meshlab.lab.prediction.PinnedConnections;
import dev.meshlab.lab.prediction.Prediction;
import dev.meshlab.lab.prediction.Rotations;
import dev.meshlab.mesh.translate.PlainView;
import dev.meshlab.mesh.translate.PlainView.Address;
import dev.meshlab.mesh.translate.xds.ClusterName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The predictions of the plain plane: the addresses of Services, and what is behind each.
 *
 * @param backends by {@code host:port} of the target
 * @param leftOut the reasons why other targets have no backends, by {@code host:port}
 * @param reach the pods
 * @param lbPolicy by which the client balances where a name has several addresses
 */
record PlainPredictor(
    Map<String, Backends> backends, Map<String, String> leftOut, Reach reach, LbPolicy lbPolicy)
    implements TargetPredictor {

  private static final String NO_POD =
      "no pod is behind this name, only a VirtualService, which needs a proxy";

  private static final String REFUSED =
      ", so that connections to its address are refused; only rules that a proxy knows could lead its"
          + " calls on";

  private static final String NO_POD_OF_SERVICE = "no pod is behind the Service" + REFUSED;

  private static final String OTHER_NODES =
      "the Service keeps calls on the caller's node (internalTrafficPolicy: Local), and none of its"
          + " pods runs there";

  /**
   * The backends of a Service port.
   *
   * @param uuidByPort the pods, by the loopback port of their endpoint
   * @param clientAffinity whether all connections of a client go to one of them
   * @param headless whether the name leads to the pods' own addresses
   */
  record Backends(Map<Integer, String> uuidByPort, boolean clientAffinity, boolean headless) {}

  PlainPredictor {
    backends = Map.copyOf(backends);
    leftOut = Map.copyOf(leftOut);
  }

  static PlainPredictor of(
      PlainView view, Placement placement, List<Target> targets, LbPolicy lbPolicy) {
    Map<String, Backends> backends = new LinkedHashMap<>();
    Map<String, String> leftOut = new HashMap<>();
    for (Target target : targets) {
      Optional<Address> address = view.address(target.host(), target.port());
      if (address.isPresent() && !address.get().endpoints().isEmpty()) {
        backends.put(target.toString(), backends(address.get(), placement));
      } else if (address.isPresent() && address.get().ofOtherNodes()) {
        leftOut.put(target.toString(), OTHER_NODES);
      } else if (address.isPresent()) {
        leftOut.put(target.toString(), NO_POD_OF_SERVICE);
      }
    }
    return new PlainPredictor(backends, leftOut, placement.plain(), lbPolicy);
  }

  private static Backends backends(Address address, Placement placement) {
    return new Backends(
        placement.uuidByPort(address.endpoints()), address.clientAffinity(), address.headless());
  }

  /** The same predictor, where it is known why some Service ports have no pods. */
  PlainPredictor explaining(Map<String, String> reasons) {
    Map<String, String> explained = new HashMap<>(leftOut);
    explained.replaceAll(
        (target, reason) ->
            reason.equals(NO_POD_OF_SERVICE) && reasons.containsKey(target)
                ? "the Service has no endpoint (" + reasons.get(target) + ")" + REFUSED
                : reason);
    return new PlainPredictor(backends, explained, reach, lbPolicy);
  }

  @Override
  public Optional<String> leavesOut(Target target) {
    String name = target.toString();
    return backends.containsKey(name)
        ? Optional.empty()
        : Optional.of(leftOut.getOrDefault(name, NO_POD));
  }

  @Override
  public boolean passesProxies() {
    return reach.isGuarded();
  }

  @Override
  public boolean looksIntoCalls() {
    return reach.looksIntoCalls();
  }

  @Override
  public Prediction predict(Target target, CallShape call) {
    Backends behind =
        backends.getOrDefault(target.toString(), new Backends(Map.of(), false, false));
    List<String> connected = new ArrayList<>();
    Map<String, Denial> denials = new HashMap<>();
    String silence = "the Service has no endpoint";
    for (Map.Entry<Integer, String> pod : behind.uuidByPort().entrySet()) {
      ServerEntrance entrance = reach.entrance(pod.getKey());
      Optional<String> refusal = entrance.refusal(Caller.PLAIN);
      if (refusal.isEmpty()) {
        connected.add(pod.getValue());
        entrance.denial(Caller.PLAIN, call).ifPresent(d -> denials.put(pod.getValue(), d));
      } else {
        silence = refusal.get();
      }
    }
    return connected.isEmpty()
        ? new EveryCallFails("UNAVAILABLE", silence)
        : bounded(Denied.of(denials, balanced(target, behind, connected)));
  }

  private Prediction balanced(Target target, Backends behind, List<String> connected) {
    if (behind.headless() && lbPolicy == LbPolicy.ROUND_ROBIN) {
      String cluster = new ClusterName(target.port(), "", target.host()).toString();
      return new PerCall(
          List.of(new Group(cluster, 1, Balancing.ROTATION, connected)),
          new Rotations.OfConnections());
    }
    return new PinnedConnections(
        Balancing.RANDOM,
        connected,
        behind.clientAffinity() ? Optional.of("sessionAffinity") : Optional.empty());
  }

  private Prediction bounded(Prediction calls) {
    return Bounded.of(reach.mostAtOnce(calls.servers()), Bounded.Place.POD, calls);
  }
}
