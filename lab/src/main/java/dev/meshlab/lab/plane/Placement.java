package dev.meshlab.lab.plane;

import dev.meshlab.lab.cast.PodPorts;
import dev.meshlab.lab.cast.PodRole;
import dev.meshlab.lab.cast.Target;
import dev.meshlab.lab.predict.Reach;
import dev.meshlab.lab.predict.ServerEntrance;
import dev.meshlab.lab.prediction.PodLabel;
import dev.meshlab.lab.prediction.PodLabels;
import dev.meshlab.mesh.loopback.GuardedPod;
import dev.meshlab.mesh.loopback.PodSocket;
import dev.meshlab.mesh.model.Endpoint;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Pod;
import dev.meshlab.mesh.translate.ServerView;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A map from the addresses of the mesh to the ports of this machine.
 *
 * <p>Each question brings a mesh of its own, so that whoever asks also notes what was read.
 *
 * @param pods the pods that run here, by their address in the mesh
 * @param sidecars the proxies in front of them
 */
record Placement(Map<String, PlacedPod> pods, ServerSidecars sidecars) {

  Placement {
    pods = Map.copyOf(pods);
  }

  /** Without a proxy in front of any pod. */
  static Placement of(Map<String, PlacedPod> pods) {
    return new Placement(pods, ServerSidecars.NONE);
  }

  /** The places that pods would have, at ports that nothing listens on. */
  static Placement imagined(Map<Pod, PodRole> cast) {
    return imagined(cast, Placement::uuid);
  }

  /**
   * The same where pods have UUIDs.
   *
   * @param uuids of the pods
   */
  static Placement imagined(Map<Pod, PodRole> cast, Function<Pod, String> uuids) {
    Map<String, PlacedPod> pods = new HashMap<>();
    int port = 1;
    for (Map.Entry<Pod, PodRole> each : cast.entrySet()) {
      Pod pod = each.getKey();
      String uuid = uuids.apply(pod);
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

  static PodLabel label(Pod pod) {
    return new PodLabel(
            pod.name(),
            pod.namespace(),
            pod.labels().getOrDefault("version", ""),
            pod.locality().zone())
        .of(pod.workload().substring(pod.workload().indexOf('/') + 1));
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
                service.ports().stream().map(port -> uuidByPort(mesh.endpoints(service, port))))
        .flatMap(uuids -> uuids.values().stream())
        .collect(Collectors.toSet());
  }

  /** The pods as a caller reaches them that has no proxy. */
  Reach plain() {
    return reach("");
  }

  /**
   * The pods as a caller reaches them.
   *
   * @param identity of the certificate that its proxy shows
   */
  Reach reach(String identity) {
    Map<Integer, ServerEntrance> entrances = new HashMap<>(sidecars.byPort());
    pods.values().stream()
        .filter(pod -> pod.role().methods().areKnown())
        .forEach(
            pod -> entrances.put(pod.ports().calls(), ServerEntrance.bare(pod.role().methods())));
    http1Ports().forEach((port, uuid) -> entrances.put(port, ServerEntrance.BARE_HTTP1));
    return new Reach(uuidByCallPort(), entrances, identity);
  }

  Placement behind(ServerSidecars before) {
    return new Placement(pods, before);
  }

  /** The pods that run here and have a sidecar, with the ports on which they take calls. */
  List<GuardedPod> guarded(Mesh mesh) {
    Map<Pod, Set<PodSocket>> sockets = new LinkedHashMap<>();
    endpoints(mesh)
        .forEach(
            endpoint ->
                mesh.pod(endpoint)
                    .filter(pod -> mesh.injection(pod).hasSidecar())
                    .ifPresent(
                        pod ->
                            socket(endpoint)
                                .ifPresent(
                                    socket ->
                                        sockets
                                            .computeIfAbsent(pod, any -> new LinkedHashSet<>())
                                            .add(socket))));
    return sockets.entrySet().stream()
        .map(each -> guarded(mesh, each.getKey(), each.getValue()))
        .toList();
  }

  private static GuardedPod guarded(Mesh mesh, Pod pod, Set<PodSocket> sockets) {
    Map<Integer, String> peerRules = new HashMap<>();
    sockets.forEach(
        socket ->
            mesh.peerAuthentication(pod, socket.port())
                .ifPresent(rule -> peerRules.put(socket.port(), rule)));
    return new GuardedPod(
        pod.identity(),
        ServerView.translateWithPassthrough(mesh, pod),
        List.copyOf(sockets),
        peerRules);
  }

  /** Empty for a port that takes no calls, as that of metrics. */
  private Optional<PodSocket> socket(Endpoint endpoint) {
    return pod(endpoint)
        .filter(pod -> pod.role().takesCallsOn(endpoint.port()))
        .map(
            pod ->
                new PodSocket(
                    endpoint.address(),
                    endpoint.port(),
                    pod.loopbackPort(endpoint.port()),
                    pod.role().answersHttp1On(endpoint.port()),
                    pod.role().methods()));
  }

  /**
   * The pods that run here, by the loopback port behind each ready endpoint, in the order of the
   * endpoints.
   */
  Map<Integer, String> uuidByPort(List<Endpoint> endpoints) {
    Map<Integer, String> uuids = new LinkedHashMap<>();
    for (Endpoint endpoint : endpoints) {
      if (endpoint.ready()) {
        pod(endpoint).ifPresent(pod -> uuids.put(loopbackPort(pod, endpoint), pod.ports().uuid()));
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
                    .ifPresent(pod -> ports.put(endpoint.socket(), loopbackPort(pod, endpoint))));
    return ports;
  }

  /** The pods that run here, by each loopback port on which they take calls. */
  Map<Integer, String> uuidByCallPort() {
    Map<Integer, String> uuids = new HashMap<>();
    pods.values().forEach(pod -> uuids.put(pod.ports().calls(), pod.ports().uuid()));
    uuids.putAll(http1Ports());
    sidecars
        .ports()
        .forEach(
            (socket, port) ->
                Optional.ofNullable(pods.get(PodSocket.address(socket)))
                    .ifPresent(pod -> uuids.put(port, pod.ports().uuid())));
    return uuids;
  }

  /** The pods by the ports at which they answer HTTP/1.1. */
  private Map<Integer, String> http1Ports() {
    return pods.values().stream()
        .filter(pod -> !pod.role().http1Ports().isEmpty())
        .collect(Collectors.toMap(pod -> pod.ports().metrics(), pod -> pod.ports().uuid()));
  }

  private int loopbackPort(PlacedPod pod, Endpoint endpoint) {
    return sidecars.port(endpoint).orElseGet(() -> pod.loopbackPort(endpoint.port()));
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
