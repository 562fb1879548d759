package dev.meshlab.lab.plane;

import dev.meshlab.lab.fleet.Fleet;
import dev.meshlab.lab.fleet.Pod;
import dev.meshlab.lab.fleet.PodFailed;
import dev.meshlab.lab.fleet.PodLedger;
import dev.meshlab.lab.fleet.PodSpec;
import dev.meshlab.lab.fleet.ServerArtefact;
import dev.meshlab.lab.process.Sandbox;
import dev.meshlab.lab.report.Measurement;
import dev.meshlab.lab.verdict.Reception;
import dev.meshlab.mesh.model.Endpoint;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.MutualTls;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.ServicePort;
import dev.meshlab.mesh.translate.InboundPort;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What all planes stand on: the pods of the manifests as running processes, and which address of
 * the mesh is which port of this machine.
 */
public final class Testbed implements PodLedgers, AutoCloseable {

  private static final Duration READY_BOUND = Duration.ofSeconds(60);

  /** Many JVMs that start at once share few processors. */
  private static final Duration MORE_FOR_EACH_POD = Duration.ofSeconds(4);

  private final Mesh mesh;
  private final Fleet fleet;
  private final Map<String, PlayedPod> byIp = new HashMap<>();

  /** Empty while nothing honours what the manifests say of mutual TLS. */
  private Optional<Entries> entries = Optional.empty();

  private Testbed(Mesh mesh, Fleet fleet, Map<String, Role> roles) {
    this.mesh = mesh;
    this.fleet = fleet;
    for (Pod pod : fleet.pods()) {
      Role role = Objects.requireNonNull(roles.get(pod.spec().ip()));
      byIp.put(pod.spec().ip(), new PlayedPod(role, pod));
    }
  }

  /**
   * Starts a process for each pod that is played, and returns when all serve.
   *
   * @throws UnplayableDeployment if the server refuses what a Deployment tells it
   */
  public static Testbed start(
      Sandbox sandbox,
      ServerArtefact artefact,
      Mesh mesh,
      Casting casting,
      List<Target> targets,
      Progress progress)
      throws IOException, InterruptedException {
    Map<String, Role> byIp = new HashMap<>();
    List<PodSpec> specs = new ArrayList<>();
    casting
        .cast(targets)
        .forEach(
            (pod, role) -> {
              byIp.put(pod.ip(), role);
              specs.add(role.spec(pod));
            });
    try {
      Fleet fleet =
          Fleet.start(
              sandbox,
              artefact,
              specs,
              READY_BOUND.plus(MORE_FOR_EACH_POD.multipliedBy(specs.size())),
              (ready, all) -> progress.now("starting pods", ready + " of " + all + " ready"));
      return new Testbed(mesh, fleet, byIp);
    } catch (PodFailed failed) {
      throw UnplayableDeployment.from(failed, byIp).orElse(failed);
    }
  }

  /** From now on, calls reach the pods by these entries. */
  void enterBy(Entries entries) {
    this.entries = Optional.of(entries);
  }

  boolean hasEntries() {
    return entries.filter(entries -> !entries.isEmpty()).isPresent();
  }

  /** The ports on which the pods that run here take calls, but those without mutual TLS. */
  List<InboundPort> inboundPorts(Mesh mesh) {
    return allEndpoints(mesh).flatMap(endpoint -> inboundPort(mesh, endpoint)).distinct().toList();
  }

  private Stream<InboundPort> inboundPort(Mesh mesh, Endpoint endpoint) {
    PlayedPod pod = byIp.get(endpoint.address());
    MutualTls mode = mesh.mutualTls(endpoint);
    return pod == null || mode == MutualTls.DISABLE || !pod.role().takesCallsOn(endpoint.port())
        ? Stream.empty()
        : Stream.of(
            new InboundPort(
                endpoint.socket(), pod.loopbackPort(endpoint.port()), endpoint.identity(), mode));
  }

  private static Stream<Endpoint> allEndpoints(Mesh mesh) {
    return mesh.services().stream()
        .flatMap(
            service -> service.ports().stream().flatMap(p -> mesh.endpoints(service, p).stream()));
  }

  private int loopbackPort(Mesh mesh, PlayedPod pod, Endpoint endpoint) {
    return entries
        .flatMap(entries -> entries.port(mesh, endpoint))
        .orElseGet(() -> pod.loopbackPort(endpoint.port()));
  }

  /** How the loopback ports behind endpoints take connections, where not in plain text only. */
  Map<Integer, Reception> receptions(Mesh mesh) {
    Map<Integer, Reception> receptions = new HashMap<>();
    allEndpoints(mesh)
        .forEach(
            endpoint ->
                entries
                    .flatMap(entries -> entries.port(mesh, endpoint))
                    .ifPresent(
                        port ->
                            receptions.put(
                                port,
                                new Reception(mesh.mutualTls(endpoint), endpoint.identity()))));
    return receptions;
  }

  /** The pods that run here, by the loopback port behind each endpoint of a Service port. */
  public Map<Integer, String> uuidByPort(Mesh mesh, Service service, ServicePort port) {
    Map<Integer, String> uuids = new TreeMap<>();
    for (Endpoint endpoint : mesh.endpoints(service, port)) {
      PlayedPod pod = byIp.get(endpoint.address());
      if (pod != null && endpoint.ready()) {
        uuids.put(loopbackPort(mesh, pod, endpoint), pod.process().uuid());
      }
    }
    return uuids;
  }

  /** The loopback port of every endpoint of the mesh whose pod runs here, by {@code ip:port}. */
  public Map<String, Integer> loopbackPorts(Mesh mesh) {
    Map<String, Integer> ports = new HashMap<>();
    allEndpoints(mesh).forEach(endpoint -> addLoopbackPort(mesh, endpoint, ports));
    return ports;
  }

  private void addLoopbackPort(Mesh mesh, Endpoint endpoint, Map<String, Integer> ports) {
    PlayedPod pod = byIp.get(endpoint.address());
    if (pod != null) {
      ports.put(endpoint.socket(), loopbackPort(mesh, pod, endpoint));
    }
  }

  /** The pods that run here, by the loopback port on which they take calls. */
  public Map<Integer, String> uuidByCallPort() {
    Map<Integer, String> uuids = new HashMap<>();
    fleet.pods().forEach(pod -> uuids.put(pod.port(), pod.uuid()));
    entries.ifPresent(
        entries -> byIp.forEach((ip, pod) -> uuids.putAll(entries.to(ip, pod.process().uuid()))));
    return uuids;
  }

  @Override
  public SortedMap<String, @Nullable Long> ended() throws InterruptedException {
    SortedMap<String, @Nullable Long> ended = new TreeMap<>();
    for (Pod pod : fleet.pods()) {
      ended.put(pod.uuid(), SettledLedger.read(pod).map(PodLedger::endedInAll).orElse(null));
    }
    return ended;
  }

  @Override
  public SortedMap<String, Measurement.Pod> descriptions() {
    SortedMap<String, Measurement.Pod> pods = new TreeMap<>();
    for (Pod pod : fleet.pods()) {
      PodSpec spec = pod.spec();
      pods.put(
          pod.uuid(),
          new Measurement.Pod(spec.name(), spec.namespace(), spec.version(), spec.zone()));
    }
    return pods;
  }

  @Override
  public Set<String> behind(Target target) {
    return mesh.service(target.host()).stream()
        .flatMap(service -> service.ports().stream().map(port -> uuidByPort(mesh, service, port)))
        .flatMap(uuids -> uuids.values().stream())
        .collect(Collectors.toSet());
  }

  @Override
  public Optional<String> lost() {
    String lost =
        fleet.pods().stream()
            .filter(pod -> !pod.alive())
            .map(pod -> pod.spec().name() + " ended with exit code " + pod.exitCode().orElse(-1))
            .collect(Collectors.joining(", "));
    return lost.isEmpty() ? Optional.empty() : Optional.of("pod " + lost);
  }

  @Override
  public void close() {
    fleet.close();
  }
}
