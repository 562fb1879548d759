package dev.meshlab.lab.plane;

import dev.meshlab.lab.cast.PodAssignment;
import dev.meshlab.lab.cast.PodRole;
import dev.meshlab.lab.cast.Target;
import dev.meshlab.lab.cast.UnplayableDeployment;
import dev.meshlab.lab.failure.LabFailure;
import dev.meshlab.lab.fleet.Fleet;
import dev.meshlab.lab.fleet.PodFailed;
import dev.meshlab.lab.fleet.PodLedger;
import dev.meshlab.lab.fleet.PodProcess;
import dev.meshlab.lab.fleet.PodSource;
import dev.meshlab.lab.fleet.PodSpec;
import dev.meshlab.lab.ledger.PodLedgers;
import dev.meshlab.lab.ledger.SettledLedger;
import dev.meshlab.lab.prediction.PodLabels;
import dev.meshlab.mesh.loopback.GuardedPod;
import dev.meshlab.mesh.model.Mesh;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The ground of all planes: the pods of the manifests as running processes, their sidecars, and
 * their ledgers. Belongs to one thread.
 */
public final class Testbed implements PodLedgers, AutoCloseable {

  private static final Duration READY_BOUND = Duration.ofSeconds(60);

  /** Many JVMs that start at once share few processors. */
  private static final Duration MORE_FOR_EACH_POD = Duration.ofSeconds(4);

  private final PodSource source;
  private Mesh mesh;
  private Fleet fleet;
  private Placement placement;
  private @Nullable ServerEnvoy sidecars;

  /** The addresses of pods whose nodes are gone. */
  private final Set<String> lost = new HashSet<>();

  private Testbed(PodSource source, Mesh mesh, Fleet fleet, Map<String, PodRole> roles) {
    this.source = source;
    this.mesh = mesh;
    this.fleet = fleet;
    this.placement = Placement.of(PlacedPod.byIp(mesh, fleet.pods(), roles));
  }

  /**
   * Gets a process for each pod that is played, and returns when all serve.
   *
   * @param source of the pods; what it lends outlives this
   * @throws UnplayableDeployment if the server refuses the arguments or variables of a Deployment
   */
  public static Testbed start(
      PodSource source, Mesh mesh, PodAssignment casting, List<Target> targets, Progress progress)
      throws IOException, InterruptedException {
    Map<String, PodRole> roles = new HashMap<>();
    List<PodSpec> specs = new ArrayList<>();
    casting
        .cast(targets)
        .forEach(
            (pod, role) -> {
              roles.put(pod.ip(), role);
              specs.add(role.spec(pod));
            });
    return new Testbed(source, mesh, pods(source, specs, roles, progress), roles);
  }

  private static Fleet pods(
      PodSource source, List<PodSpec> specs, Map<String, PodRole> roles, Progress progress)
      throws IOException, InterruptedException {
    try {
      return source.pods(
          specs,
          READY_BOUND.plus(MORE_FOR_EACH_POD.multipliedBy(specs.size())),
          (ready, all) -> progress.now("starting pods", ready + " of " + all + " ready"));
    } catch (PodFailed failed) {
      throw UnplayableDeployment.from(failed, roles).<LabFailure>map(each -> each).orElse(failed);
    }
  }

  /**
   * Gets a process for each pod of a changed mesh: those that are there go on, dead ones are
   * started again with the UUID that they had, and those that have gone begin to drain.
   */
  void populate(Mesh changed, PodAssignment casting, List<Target> targets, Progress progress)
      throws IOException, InterruptedException {
    Map<String, PodRole> roles = new HashMap<>();
    List<PodSpec> specs = new ArrayList<>();
    casting
        .cast(targets)
        .forEach(
            (pod, role) -> {
              roles.put(pod.ip(), role);
              PodSpec spec = role.spec(pod);
              PlacedPod known = placement.pods().get(pod.ip());
              if (!lost.contains(pod.ip())) {
                specs.add(known == null ? spec : spec.withUid(known.ports().uuid()));
              }
            });
    fleet = pods(source::changed, specs, roles, progress);
    Map<String, PlacedPod> places = PlacedPod.byIp(changed, fleet.pods(), roles);
    placement.pods().entrySet().stream()
        .filter(each -> lost.contains(each.getKey()))
        .forEach(each -> places.put(each.getKey(), each.getValue()));
    placement = new Placement(places, placement.sidecars());
    mesh = changed;
  }

  /**
   * Ends pods and their sidecars at once, as when their nodes are gone: whoever calls them meets a
   * connection that is reset or refused.
   *
   * @param ips of the pods, to which clients are still led
   */
  void lose(Set<String> ips) throws IOException, InterruptedException {
    lost.addAll(ips);
    pods().stream().filter(pod -> ips.contains(pod.spec().ip())).forEach(PodProcess::kill);
    removeSidecars();
  }

  /** Lets pods run again where nodes were lost, once {@link #populate} asks for them. */
  void recover() {
    lost.clear();
  }

  /** Takes over a changed mesh, of the same pods. */
  void adopt(Mesh changed) {
    mesh = changed;
  }

  @Override
  public Map<String, Integer> metricsPorts() {
    return pods().stream()
        .filter(PodProcess::alive)
        .collect(Collectors.toMap(PodProcess::uuid, PodProcess::metricsPort));
  }

  /** The pods' processes. */
  List<PodProcess> pods() {
    return fleet.pods();
  }

  /** Puts sidecars before the pods that have come; those that have gone keep theirs. */
  void addSidecars() throws IOException, InterruptedException {
    if (sidecars != null) {
      guard(sidecars.with(guarded()));
    }
  }

  /** Takes away the sidecars of pods that have gone; once no client is led to them any more. */
  void removeSidecars() throws IOException, InterruptedException {
    if (sidecars != null) {
      guard(sidecars.only(guarded()));
    }
  }

  private List<GuardedPod> guarded() {
    return placement.guarded(mesh).stream()
        .filter(pod -> pod.sockets().stream().noneMatch(socket -> lost.contains(socket.address())))
        .toList();
  }

  /** Puts sidecars in front of the pods, and closes them with the pods. */
  void guard(ServerEnvoy envoy) {
    sidecars = envoy;
    placement = placement.behind(envoy.sidecars());
  }

  /** The places of the pods, behind their sidecars once they have some. */
  Placement placement() {
    return placement;
  }

  @Override
  public SortedMap<String, @Nullable PodLedger> read() throws InterruptedException {
    SortedMap<String, @Nullable PodLedger> ledgers = new TreeMap<>();
    for (PodProcess pod : fleet.pods()) {
      ledgers.put(pod.uuid(), SettledLedger.read(pod).orElse(null));
    }
    return ledgers;
  }

  @Override
  public long refused() {
    return sidecars == null ? 0 : sidecars.refused();
  }

  @Override
  public PodLabels labels() {
    return placement.labels();
  }

  @Override
  public Set<String> behind(Target target) {
    return placement.behind(mesh, target);
  }

  @Override
  public Optional<String> lost() {
    String lost =
        fleet.pods().stream()
            .filter(pod -> !pod.alive())
            .map(pod -> pod.spec().name() + " ended with exit code " + pod.exitCode().orElse(-1))
            .collect(Collectors.joining(", "));
    return lost.isEmpty()
        ? Optional.ofNullable(sidecars).flatMap(ServerEnvoy::broken)
        : Optional.of("pod " + lost);
  }

  @Override
  public void close() {
    try {
      Optional.ofNullable(sidecars).ifPresent(ServerEnvoy::close);
    } finally {
      fleet.close();
    }
  }
}
