package dev.meshlab.mesh.model;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The ports of pods that Services lead to, and which Service speaks for each. */
final class ServedPorts {

  private final Services services;
  private final EndpointIndex endpoints;

  ServedPorts(Services services, EndpointIndex endpoints) {
    this.services = services;
    this.endpoints = endpoints;
  }

  /**
   * Those of a pod, in the order of their numbers. A Service without a selector leads to a pod that
   * no selector names (istio/istio, kube/controller GetProxyServiceTargets).
   */
  List<ServedPort> of(Pod pod) {
    List<Service> selecting = services.selecting(pod.namespace(), pod.labels());
    SortedMap<Integer, ServedPort> ports = new TreeMap<>();
    for (Service service : selecting) {
      for (ServicePort port : service.meshPorts()) {
        Integer number = port.targetOf(pod);
        if (number != null) {
          ports.putIfAbsent(number, new ServedPort(number, service, port));
        }
      }
    }
    if (selecting.isEmpty()) {
      services.in(pod.namespace()).stream()
          .filter(service -> service.selector().isEmpty())
          .forEach(service -> listed(service, pod, ports));
    }
    return List.copyOf(ports.values());
  }

  private void listed(Service service, Pod pod, SortedMap<Integer, ServedPort> ports) {
    for (ServicePort port : service.meshPorts()) {
      endpoints.of(service, port).stream()
          .filter(endpoint -> endpoint.address().equals(pod.ip()))
          .map(Endpoint::port)
          .forEach(n -> ports.putIfAbsent(n, new ServedPort(n, service, port)));
    }
  }
}
