package dev.meshlab.mesh.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The ports at which a gateway's workload listens. */
final class GatewayPorts {

  private final List<Pod> pods;
  private final List<Service> inFront;

  GatewayPorts(Services services, List<Pod> pods, ClientWorkload workload) {
    this.pods =
        pods.stream()
            .filter(pod -> pod.namespace().equals(workload.namespace()))
            .filter(pod -> pod.labels().equals(workload.labels()))
            .toList();
    this.inFront =
        services.inOrder().stream()
            .filter(service -> service.leadsTo(workload.namespace(), workload.labels()))
            .toList();
  }

  List<GatewayPort> of(List<Gateway> gateways) {
    GatewayMerge merge = new GatewayMerge();
    for (Gateway gateway : gateways) {
      for (GatewayServer server : gateway.servers()) {
        targetPort(gateway, server.port()).ifPresent(port -> merge.add(server, port));
      }
    }
    return merge.ports();
  }

  /**
   * A Gateway names the port of the Service in front, or else the port of the pod (istio/istio,
   * model.resolvePorts). One that names its Services has nothing but their ports.
   */
  private Optional<Integer> targetPort(Gateway gateway, int port) {
    Optional<Integer> target =
        inFront.stream()
            .filter(s -> gateway.services().isEmpty() || gateway.services().contains(s.host()))
            .flatMap(service -> service.port(port).stream())
            .map(this::target)
            .flatMap(Optional::stream)
            .findFirst();
    return gateway.services().isEmpty() ? target.or(() -> Optional.of(port)) : target;
  }

  private Optional<Integer> target(ServicePort port) {
    return port.numericTarget()
        .or(() -> pods.stream().map(port::targetOf).filter(Objects::nonNull).findFirst());
  }
}
