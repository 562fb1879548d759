package dev.meshlab.lab.plane;

import dev.meshlab.lab.predict.ServerEntrance;
import dev.meshlab.mesh.loopback.Adapted;
import dev.meshlab.mesh.loopback.Deviation;
import dev.meshlab.mesh.loopback.GuardedPod;
import dev.meshlab.mesh.loopback.PodSocket;
import dev.meshlab.mesh.loopback.SharedSidecar;
import dev.meshlab.mesh.model.Endpoint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The sidecars before the pods that run here, or would.
 *
 * @param ports where each socket is entered, by {@code address:port} of the mesh
 * @param entrances what each does with callers, by the same
 * @param deviations where they depart from what Istio runs
 */
record ServerSidecars(
    Map<String, Integer> ports, Map<String, ServerEntrance> entrances, List<Deviation> deviations) {

  /** The pods are called directly. */
  static final ServerSidecars NONE = new ServerSidecars(Map.of(), Map.of(), List.of());

  ServerSidecars {
    ports = Map.copyOf(ports);
    entrances = Map.copyOf(entrances);
    deviations = List.copyOf(deviations);
  }

  /**
   * Those of pods.
   *
   * @param ports where each socket is entered
   */
  static ServerSidecars of(List<GuardedPod> pods, Map<String, Integer> ports) {
    Adapted shared = SharedSidecar.of(pods);
    Map<String, ServerEntrance> entrances = ServerEntrance.ofSidecars(shared.resources(), pods);
    return new ServerSidecars(ports, entrances, shared.deviations());
  }

  /** Those that would be behind ports that nothing listens on. */
  static ServerSidecars imagined(List<GuardedPod> pods, int firstPort) {
    Map<String, Integer> ports = new HashMap<>();
    for (GuardedPod pod : pods) {
      for (PodSocket socket : pod.sockets()) {
        ports.computeIfAbsent(socket.name(), any -> firstPort + ports.size());
      }
    }
    return of(pods, ports);
  }

  boolean isEmpty() {
    return ports.isEmpty();
  }

  /** The port in front of an endpoint. */
  Optional<Integer> port(Endpoint endpoint) {
    return Optional.ofNullable(ports.get(endpoint.socket()));
  }

  /** The ways in, by port. */
  Map<Integer, ServerEntrance> byPort() {
    return ports.entrySet().stream()
        .filter(each -> entrances.containsKey(each.getKey()))
        .collect(Collectors.toMap(Map.Entry::getValue, each -> entrances.get(each.getKey())));
  }
}
