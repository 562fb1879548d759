package dev.meshlab.lab.plane;

import dev.meshlab.mesh.model.Endpoint;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.MutualTls;
import dev.meshlab.mesh.translate.listener.InboundPort;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The places where pods are entered that have a proxy in front of them.
 *
 * @param ports the proxy's loopback port by {@code address:port} of an endpoint
 */
record InboundListenerPorts(Map<String, Integer> ports) {

  InboundListenerPorts {
    ports = Map.copyOf(ports);
  }

  /** Places behind ports that nothing listens on. */
  static InboundListenerPorts imagined(List<InboundPort> inbound, int firstPort) {
    Map<String, Integer> ports = new HashMap<>();
    for (InboundPort port : inbound) {
      ports.computeIfAbsent(port.socket(), any -> firstPort + ports.size());
    }
    return new InboundListenerPorts(ports);
  }

  boolean isEmpty() {
    return ports.isEmpty();
  }

  /** The proxy's port in front of an endpoint, unless mutual TLS is disabled there. */
  Optional<Integer> port(Mesh mesh, Endpoint endpoint) {
    return mesh.mutualTls(endpoint) == MutualTls.DISABLE
        ? Optional.empty()
        : Optional.ofNullable(ports.get(endpoint.socket()));
  }

  /** The pod of this address and UUID by each of the ports that lead to it. */
  Map<Integer, String> to(String ip, String uuid) {
    return ports.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(ip + ":"))
        .collect(Collectors.toMap(Map.Entry::getValue, unused -> uuid));
  }
}
