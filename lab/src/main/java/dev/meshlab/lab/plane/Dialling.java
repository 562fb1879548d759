package dev.meshlab.lab.plane;

import dev.meshlab.lab.cast.Target;
import dev.meshlab.lab.predict.DialledPods;
import dev.meshlab.mesh.loopback.PodListeners;
import dev.meshlab.mesh.translate.xds.Resources;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * The addresses of pods that a client behind a sidecar dials, because a target's name leads to
 * them.
 *
 * @param listeners those in place of the addresses, by {@code host:port} of the target
 * @param lbPolicy by which the client balances among them
 * @param seed of the order in which a channel gets them
 */
record Dialling(Map<String, List<Listener>> listeners, LbPolicy lbPolicy, long seed) {

  /** Of a client that knows one address for each target. */
  static final Dialling NONE = new Dialling(Map.of(), LbPolicy.PICK_FIRST, 0);

  Dialling {
    listeners = Map.copyOf(listeners);
  }

  /** The addresses for the targets of some calls. */
  static Dialling of(Resources sidecar, CallsToMake calls) {
    Map<String, List<Listener>> listeners = new TreeMap<>();
    for (Target target : calls.targets()) {
      List<Listener> pods = PodListeners.of(sidecar, target.host(), target.port());
      if (!pods.isEmpty()) {
        listeners.put(target.toString(), pods);
      }
    }
    return new Dialling(listeners, calls.lbPolicy(), calls.seed());
  }

  /** The pods behind the addresses. */
  DialledPods pods(Target target) {
    List<Integer> ports =
        listeners.getOrDefault(target.toString(), List.of()).stream()
            .flatMapToInt(listener -> PodListeners.pod(listener).stream())
            .boxed()
            .toList();
    return ports.isEmpty()
        ? DialledPods.NONE
        : new DialledPods(ports, lbPolicy == LbPolicy.ROUND_ROBIN);
  }

  /**
   * The names that lead to the addresses.
   *
   * @param ports of all listeners on this machine, by their names
   */
  HeadlessNames open(Map<String, Integer> ports) {
    HeadlessNames names = HeadlessNames.open(lbPolicy, new SplittableRandom(seed));
    new TreeMap<>(listeners)
        .forEach(
            (target, pods) ->
                names.add(target, pods.stream().map(Listener::getName).map(ports::get).toList()));
    return names;
  }
}
