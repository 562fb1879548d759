package dev.meshlab.mesh.model;

import dev.meshlab.mesh.diagnostic.Position;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.name.Hosts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Endpoints that a cluster, or a person, has listed for a Service.
 *
 * @param host the Service's full name
 * @param ports numbers by the name of the Service port
 */
record EndpointSlice(
    String host,
    String namespace,
    Map<String, Integer> ports,
    List<Address> addresses,
    Position position) {

  /**
   * One listed endpoint.
   *
   * @param terminating whether it ends, if it is not ready; one that does not say so does (istio/
   *     istio, controller.endpointHealthStatus)
   * @param pod the pod it is; empty when it is none
   */
  record Address(
      List<String> ips, boolean ready, boolean terminating, String nodeName, String pod) {}

  static EndpointSlice of(Document document, Fields root) {
    String service =
        root.below("metadata").below("labels").string("kubernetes.io/service-name", "");
    Map<String, Integer> ports = new HashMap<>();
    for (Fields port : root.children("ports")) {
      port.integer("port").ifPresent(n -> ports.put(port.string("name", ""), n.intValue()));
    }
    return new EndpointSlice(
        Hosts.ofService(service, document.namespace()),
        document.namespace(),
        ports,
        root.children("endpoints").stream().map(EndpointSlice::address).toList(),
        document.position());
  }

  private static Address address(Fields endpoint) {
    Fields conditions = endpoint.below("conditions");
    return new Address(
        endpoint.strings("addresses"),
        conditions.bool("ready", true),
        conditions.bool("terminating", true),
        endpoint.string("nodeName", ""),
        endpoint
            .child("targetRef")
            .filter(ref -> ref.string("kind", "").equals("Pod"))
            .flatMap(ref -> ref.string("name"))
            .orElse(""));
  }
}
