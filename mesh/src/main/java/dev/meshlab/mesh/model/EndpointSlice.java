package dev.meshlab.mesh.model;

import dev.meshlab.mesh.diagnostic.Position;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.name.Hosts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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
      List<String> ips, boolean ready, boolean terminating, String nodeName, String pod) {

    /** True if istiod sends it to clients. */
    boolean isSent() {
      return ready || !terminating;
    }
  }

  static EndpointSlice of(Document document, Fields root) {
    String service =
        root.below("metadata").below("labels").string("kubernetes.io/service-name", "");
    return new EndpointSlice(
        Hosts.ofService(service, document.namespace()),
        document.namespace(),
        ports(root),
        isOfNames(root)
            ? List.of()
            : root.children("endpoints").stream().map(EndpointSlice::address).toList(),
        document.position());
  }

  /**
   * Neither istiod nor kube-proxy takes up names (istio/istio, kube/controller/endpointslice.go).
   */
  private static boolean isOfNames(Fields root) {
    return root.string("addressType", "").equals("FQDN");
  }

  private static Map<String, Integer> ports(Fields holder) {
    Map<String, Integer> ports = new HashMap<>();
    for (Fields port : holder.children("ports")) {
      port.integer("port").ifPresent(n -> ports.put(port.string("name", ""), n.intValue()));
    }
    return ports;
  }

  private static Address address(Fields endpoint) {
    Fields conditions = endpoint.below("conditions");
    return new Address(
        endpoint.strings("addresses"),
        conditions.bool("ready", true),
        conditions.bool("terminating", true),
        endpoint.string("nodeName", ""),
        pod(endpoint));
  }

  private static String pod(Fields endpoint) {
    return endpoint
        .child("targetRef")
        .filter(ref -> ref.string("kind", "").equals("Pod"))
        .flatMap(ref -> ref.string("name"))
        .orElse("");
  }

  /**
   * The slices into which a controller copies Endpoints that a person has written (kubernetes,
   * endpointslicemirroring).
   */
  static List<EndpointSlice> ofEndpoints(Document document, Fields root) {
    return root.children("subsets").stream()
        .map(
            subset ->
                new EndpointSlice(
                    Hosts.ofService(document.name(), document.namespace()),
                    document.namespace(),
                    ports(subset),
                    Stream.concat(
                            mirrored(subset, "addresses", true),
                            mirrored(subset, "notReadyAddresses", false))
                        .toList(),
                    document.position()))
        .toList();
  }

  private static Stream<Address> mirrored(Fields subset, String field, boolean ready) {
    return subset.children(field).stream()
        .map(
            address ->
                new Address(
                    List.of(address.string("ip", "")),
                    ready,
                    false,
                    address.string("nodeName", ""),
                    pod(address)));
  }
}
