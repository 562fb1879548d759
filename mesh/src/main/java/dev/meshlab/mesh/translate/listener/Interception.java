package dev.meshlab.mesh.translate.listener;

import dev.meshlab.mesh.model.Endpoint;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.ServicePort;
import java.util.List;

/**
 * The way by which connections reach a sidecar, which decides what addresses its listeners have
 * (istio/istio, core/listener.go buildSidecarOutboundListeners).
 */
@FunctionalInterface
public interface Interception {

  /** No iptables, {@code INTERCEPTION_MODE: NONE}: a client dials loopback addresses. */
  Interception NONE = (service, port) -> List.of(Listeners.LOOPBACK);

  /** The address of listeners that take connections to whatever address. */
  String ANY_ADDRESS = "0.0.0.0";

  /** The addresses of the listeners for a Service port. */
  List<String> addresses(Service service, ServicePort port);

  /**
   * By iptables, as in a cluster: requests name their host, and other connections are known by the
   * address that was dialled, which is that of a pod if the Service is headless.
   *
   * @param ownAddress of the sidecar's pod, whose calls to itself pass no listener
   */
  static Interception byIptables(Mesh mesh, String ownAddress) {
    return (service, port) -> {
      if (port.protocol().isHttp()) {
        return List.of(ANY_ADDRESS);
      }
      if (!service.address().isEmpty()) {
        return List.of(service.address());
      }
      return mesh.endpoints(service, port).stream()
          .map(Endpoint::address)
          .filter(address -> !address.equals(ownAddress))
          .toList();
    };
  }
}
