package dev.meshlab.lab.plane;

import dev.meshlab.lab.cast.PodPorts;
import dev.meshlab.lab.cast.PodRole;
import dev.meshlab.lab.cast.Target;
import dev.meshlab.lab.predict.Reception;
import dev.meshlab.lab.prediction.PodLabel;
import dev.meshlab.lab.prediction.PodLabels;
import dev.meshlab.mesh.model.Endpoint;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.MutualTls;
import dev.meshlab.mesh.model.Pod;
import dev.meshlab.mesh.translate.listener.InboundPort;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A map from the addresses of the mesh to the ports of this machine.
 *
 * <p>Each question brings a mesh of its own, so that whoever asks also notes what was read.
 *
 * @param pods the pods that run here, by their address in the mesh
 * @param entries where those are entered that have a proxy in front of them
 */
record Placement(Map<String, PlacedPod> pods, InboundListenerPorts entries) {

  Placement {
    pods = Map.copyOf(pods);
  }

  /** Without a proxy in front of any pod. */
  static Placement of(Map<String, PlacedPod> pods) {
    return new Placement(pods, new InboundListenerPorts(Map.of()));
  }

  /** The places that pods would have, at ports that nothing listens on. */
  static Placement imagined(Map<Pod, PodRole> cast) {
    Map<String, PlacedPod> pods = new HashMap<>();
    int port = 1;
    for (Map.Entry<Pod, PodRole> each : cast.entrySet()) {
      Pod pod = each.getKey();
      String uuid = uuid(pod);
      pods.put(
          pod.ip(),
          new PlacedPod(each.getValue(), new PodPorts(uuid, port++, port++, port++), label(pod)));
    }
    return Placement.of(pods);
  }

  /** The same for the same pod each time: it stands for a UUID that a pod draws when it starts. */
  private static String uuid(Pod pod) {
    String name = pod.namespace() + "/" + pod.name();
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static PodLabel label(Pod pod) {
    return new PodLabel(
        pod.name(),
        pod.namespace(),
        pod.labels().getOrDefault("version", ""),
        pod.locality().zone());
  }

  /** The names of all pods. */
  PodLabels labels() {
    return new PodLabels(
        pods.values().stream()
            .collect(Collectors.toMap(pod -> pod.ports().uuid(), PlacedPod::label)));
  }

  /** The UUIDs of the pods that any port of a target's Service leads to. */
  Set<String> behind(Mesh mesh, Target target) {
    return mesh.service(target.host()).stream()
        .flatMap(
            service ->
                service.ports().stream()
                    .map(port -> uuidByPort(mesh, mesh.endpoints(service, port))))
        .flatMap(uuids -> uuids.values().stream())
        .collect(Collectors.toSet());
  }

  Placement enteredBy(InboundListenerPorts entries) {
    return new Placement(pods, entries);
  }

  /** The ports on which the pods that run here take calls, but those without mutual TLS. */
  List<InboundPort> inboundPorts(Mesh mesh) {
    return endpoints(mesh).flatMap(endpoint -> inboundPort(mesh, endpoint)).distinct().toList();
  }

  private Stream<InboundPort> inboundPort(Mesh mesh, Endpoint endpoint) {
    MutualTls mode = mesh.mutualTls(endpoint);
    return pod(endpoint).stream()
        .filter(pod -> mode != MutualTls.DISABLE && pod.role().takesCallsOn(endpoint.port()))
        .map(
            pod ->
                new InboundPort(
                    endpoint.socket(),
                    pod.loopbackPort(endpoint.port()),
                    endpoint.identity(),
                    mode));
  }

  /** The receptions of the loopback ports behind endpoints, where not in plain text only. */
  Map<Integer, Reception> receptions(Mesh mesh) {
    Map<Integer, Reception> receptions = new HashMap<>();
    endpoints(mesh)
        .forEach(
            endpoint ->
                entries
                    .port(mesh, endpoint)
                    .ifPresent(
                        port ->
                            receptions.put(
                                port,
                                new Reception(mesh.mutualTls(endpoint), endpoint.identity()))));
    return receptions;
  }

  /**
   * The pods that run here, by the loopback port behind each ready endpoint, in the order of the
   * endpoints.
   */
  Map<Integer, String> uuidByPort(Mesh mesh, List<Endpoint> endpoints) {
    Map<Integer, String> uuids = new LinkedHashMap<>();
    for (Endpoint endpoint : endpoints) {
      if (endpoint.ready()) {
        pod(endpoint)
            .ifPresent(pod -> uuids.put(loopbackPort(mesh, pod, endpoint), pod.ports().uuid()));
      }
    }
    return uuids;
  }

  /** The loopback port of every endpoint of the mesh whose pod runs here, by {@code ip:port}. */
  Map<String, Integer> loopbackPorts(Mesh mesh) {
    Map<String, Integer> ports = new HashMap<>();
    endpoints(mesh)
        .forEach(
            endpoint ->
                pod(endpoint)
                    .ifPresent(
                        pod -> ports.put(endpoint.socket(), loopbackPort(mesh, pod, endpoint))));
    return ports;
  }

  /** The pods that run here, by each loopback port on which they take calls. */
  Map<Integer, String> uuidByCallPort() {
    Map<Integer, String> uuids = new HashMap<>();
    pods.forEach(
        (ip, pod) -> {
          String uuid = pod.ports().uuid();
          uuids.put(pod.ports().calls(), uuid);
          uuids.putAll(entries.to(ip, uuid));
        });
    return uuids;
  }

  private int loopbackPort(Mesh mesh, PlacedPod pod, Endpoint endpoint) {
    return entries.port(mesh, endpoint).orElseGet(() -> pod.loopbackPort(endpoint.port()));
  }

  private Optional<PlacedPod> pod(Endpoint endpoint) {
    return Optional.ofNullable(pods.get(endpoint.address()));
  }

  private static Stream<Endpoint> endpoints(Mesh mesh) {
    return mesh.services().stream()
        .flatMap(
            service -> service.ports().stream().flatMap(p -> mesh.endpoints(service, p).stream()));
  }
}
