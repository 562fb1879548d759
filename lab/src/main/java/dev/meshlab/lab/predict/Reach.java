package dev.meshlab.lab.predict;

import io.envoyproxy.envoy.config.endpoint.v3.LbEndpoint;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The pods that run here, as one caller reaches them.
 *
 * @param uuidByPort the pods by the loopback port of their endpoint
 * @param entrances the ways in at those ports; at others, the pod itself is called
 * @param identity the name of the certificate that the caller's proxy shows; empty without one
 * @param dialled the pods whose own addresses the caller dials
 * @param services the ports by which they are known
 */
public record Reach(
    Map<Integer, String> uuidByPort,
    Map<Integer, ServerEntrance> entrances,
    String identity,
    DialledPods dialled,
    ServicePorts services) {

  /** Pods behind an address that is not theirs. */
  public Reach(
      Map<Integer, String> uuidByPort, Map<Integer, ServerEntrance> entrances, String identity) {
    this(uuidByPort, entrances, identity, DialledPods.NONE, ServicePorts.NONE);
  }

  public Reach {
    uuidByPort = Map.copyOf(uuidByPort);
    entrances = Map.copyOf(entrances);
  }

  /** Pods that are called directly. */
  public static Reach direct(Map<Integer, String> uuidByPort) {
    return new Reach(uuidByPort, Map.of(), "");
  }

  /** The same pods, when the caller dials some of them. */
  public Reach dialling(DialledPods own) {
    return new Reach(uuidByPort, entrances, identity, own, services);
  }

  /** The same pods behind the ports of Services. */
  public Reach by(ServicePorts ports) {
    return new Reach(uuidByPort, entrances, identity, dialled, ports);
  }

  /** The pods by the ports at which they count calls: a server of HTTP/1.1 does not. */
  public Map<Integer, String> countingPods() {
    Map<Integer, String> counting = new HashMap<>(uuidByPort);
    counting.keySet().removeIf(port -> entrance(port).leadsToHttp1());
    return counting;
  }

  /** The way into a pod at a loopback port. */
  public ServerEntrance entrance(int port) {
    return entrances.getOrDefault(port, ServerEntrance.BARE);
  }

  /** The way into the pod of an endpoint on this machine. */
  ServerEntrance entrance(LbEndpoint endpoint) {
    return entrance(port(endpoint));
  }

  /** The pod of an endpoint on this machine; empty where it is not one of them. */
  Optional<String> uuid(LbEndpoint endpoint) {
    return Optional.ofNullable(uuidByPort.get(port(endpoint)));
  }

  private static int port(LbEndpoint endpoint) {
    return endpoint.getEndpoint().getAddress().getSocketAddress().getPortValue();
  }

  /** The fewest calls at once that one of these pods lets in; empty where none has a limit. */
  public OptionalLong mostAtOnce(Set<String> uuids) {
    return uuidByPort.entrySet().stream()
        .filter(pod -> uuids.contains(pod.getValue()))
        .flatMapToLong(pod -> entrance(pod.getKey()).mostAtOnce().stream())
        .min();
  }

  /** True if proxies stand before some of the pods. */
  public boolean isGuarded() {
    return entrances.values().stream().anyMatch(ServerEntrance.Guarded.class::isInstance);
  }

  /** True if some pod decides by the call whether it is let in. */
  public boolean looksIntoCalls() {
    return entrances.values().stream().anyMatch(ServerEntrance::looksIntoCalls);
  }
}
