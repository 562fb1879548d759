package dev.meshlab.lab.fleet;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One pod to run, with what Kubernetes would report to it about itself. An empty text is left out.
 *
 * @param name unique within its namespace
 * @param uid the UUID by which the server's replies name it; empty to let the server draw one
 * @param version the pod's label {@code version}
 * @param region the region of its node
 * @param zone the zone of its node
 * @param node the name of its node
 * @param ip the address it has in the manifests; in truth it listens on loopback
 * @param environment the container's variables
 * @param arguments the container's arguments; those that set an address or a port are left out,
 *     since many pods share this machine
 */
public record PodSpec(
    String name,
    String namespace,
    String uid,
    String version,
    String region,
    String zone,
    String node,
    String ip,
    Map<String, String> environment,
    List<String> arguments) {

  public PodSpec {
    environment = Map.copyOf(environment);
    arguments = List.copyOf(arguments);
  }

  /** The same with another UUID. */
  public PodSpec withUid(String uuid) {
    return named(uuid);
  }

  /** The same with a variable, unless it has that already. */
  public PodSpec withDefault(String variable, String value) {
    Map<String, String> more = new HashMap<>(Map.of(variable, value));
    more.putAll(environment);
    return new PodSpec(name, namespace, uid, version, region, zone, node, ip, more, arguments);
  }

  /** True if a pod of the other spec is as good: all is the same, but for the UUID. */
  boolean isLike(PodSpec other) {
    return named("").equals(other.named(""));
  }

  private PodSpec named(String uuid) {
    return new PodSpec(
        name, namespace, uuid, version, region, zone, node, ip, environment, arguments);
  }
}
