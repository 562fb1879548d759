package dev.meshlab.mesh.model;

import dev.meshlab.mesh.manifest.Labels;
import java.util.Map;

/**
 * An address that answers for a Service port.
 *
 * @param node the name of its node; empty when unknown
 * @param labels of its pod, by which subsets choose, and those that say where it runs
 * @param pod the name of its pod; empty when it is not a pod
 * @param identity the name that its certificate has in a mesh; empty when it is not a pod
 */
public record Endpoint(
    String address,
    int port,
    boolean ready,
    String node,
    Locality locality,
    Map<String, String> labels,
    String pod,
    String identity) {

  static Endpoint of(Pod pod, int port) {
    Map<String, String> labels = pod.place().onto(pod.labels());
    return new Endpoint(
        pod.ip(),
        port,
        pod.ready(),
        pod.node(),
        pod.locality(),
        labels,
        pod.name(),
        pod.identity());
  }

  Endpoint withReadiness(boolean other) {
    return new Endpoint(address, port, other, node, locality, labels, pod, identity);
  }

  /** {@code address:port}. */
  public String socket() {
    return address + ":" + port;
  }

  /** True if it belongs to the subset that these labels describe. */
  public boolean matches(Map<String, String> subset) {
    return Labels.satisfy(subset, labels);
  }
}
