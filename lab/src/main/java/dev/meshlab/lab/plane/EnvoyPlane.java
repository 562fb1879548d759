package dev.meshlab.lab.plane;

import dev.meshlab.client.channel.Security;
import dev.meshlab.client.channel.TargetChannels;
import dev.meshlab.client.load.ChannelFactory;
import dev.meshlab.lab.cast.Target;
import dev.meshlab.lab.controlplane.AccessLog;
import dev.meshlab.lab.controlplane.ControlPlane;
import dev.meshlab.lab.controlplane.LogEntry;
import dev.meshlab.lab.controlplane.NodeGroup;
import dev.meshlab.lab.envoy.EnvoyBinary;
import dev.meshlab.lab.envoy.EnvoyProcess;
import dev.meshlab.lab.envoy.Sidecar;
import dev.meshlab.lab.predict.ListenerContent;
import dev.meshlab.lab.predict.XdsClient;
import dev.meshlab.lab.prediction.Ejection;
import dev.meshlab.lab.prediction.Interventions;
import dev.meshlab.lab.prediction.Logged;
import dev.meshlab.lab.prediction.LoggedCall;
import dev.meshlab.lab.prediction.Rotations;
import dev.meshlab.lab.process.Sandbox;
import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.loopback.AccessLogs;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A real Envoy beside the client, driven over ADS as an Istio sidecar is. */
public final class EnvoyPlane implements LocalPlane {

  /** Privileged, and tcpmux's: where Envoy has no listener, the calls fail as predicted. */
  private static final int NOBODY_LISTENS = 1;

  private static final Duration BOUND = Duration.ofSeconds(20);

  private final EnvoyProcess envoy;
  private final ControlPlane controlPlane;
  private final Sidecar sidecar;
  private final Function<Target, Optional<ListenerAccess>> entrances;
  private final Map<String, Integer> listenerPorts;
  private final TargetPredictor predictor;
  private final EnvoyCounts counts;
  private final HeadlessNames names;
  private final Map<Integer, String> pods;
  private final boolean logs;

  private EnvoyPlane(
      EnvoyProcess envoy,
      ControlPlane controlPlane,
      Sidecar sidecar,
      BoundResources bound,
      Function<Target, Optional<ListenerAccess>> entrances,
      Dialling dialling)
      throws IOException, InterruptedException {
    controlPlane.awaitLive(new NodeGroup(sidecar.nodeId()), BOUND);
    envoy.admin().awaitWarm(BOUND);
    this.envoy = envoy;
    this.controlPlane = controlPlane;
    this.sidecar = sidecar;
    this.entrances = entrances;
    this.listenerPorts = Map.copyOf(envoy.admin().listenerPorts());
    this.logs = AccessLogs.areIn(bound.resources());
    this.names = dialling.open(listenerPorts);
    this.counts = EnvoyCounts.of(envoy, bound);
    this.pods = new HashMap<>(bound.reach().countingPods());
    this.predictor =
        new ListenerPredictor(
            XdsClient.ENVOY,
            new Rotations.OfWorkers(sidecar.workers()),
            bound,
            this::listener,
            dialling::pods);
  }

  /**
   * Starts an Envoy and returns when all of its configuration is acknowledged and warm.
   *
   * @param entrances where the calls for a target come in; empty where they cannot
   * @param dialling the targets that have several entrances, one for each pod
   */
  static EnvoyPlane open(
      Sandbox sandbox,
      EnvoyBinary.Found binary,
      ControlPlane controlPlane,
      BoundResources bound,
      Sidecar sidecar,
      Function<Target, Optional<ListenerAccess>> entrances,
      Dialling dialling)
      throws IOException, InterruptedException {
    controlPlane.publish(new NodeGroup(sidecar.nodeId()), bound.resources());
    EnvoyProcess envoy = EnvoyProcess.start(sandbox, binary, sidecar, controlPlane.port(), BOUND);
    try {
      return new EnvoyPlane(envoy, controlPlane, sidecar, bound, entrances, dialling);
    } catch (IOException | InterruptedException | RuntimeException e) {
      envoy.close();
      throw e;
    }
  }

  /** The same Envoy with other resources, in force when this returns. */
  EnvoyPlane renewed(
      BoundResources bound,
      Function<Target, Optional<ListenerAccess>> nowEntrances,
      Dialling dialling)
      throws IOException, InterruptedException {
    names.close();
    controlPlane.publish(new NodeGroup(sidecar.nodeId()), bound.resources());
    EnvoyPlane now = new EnvoyPlane(envoy, controlPlane, sidecar, bound, nowEntrances, dialling);
    pods.forEach(now.pods::putIfAbsent); // calls to a pod that left are logged later
    return now;
  }

  @Override
  public Plane plane() {
    return Plane.ENVOY;
  }

  @Override
  public ChannelFactory channels(Target target) {
    if (names.contain(target)) {
      return connection ->
          names
              .channel(target)
              .overrideAuthority(target.authority())
              .usePlaintext()
              .directExecutor()
              .build();
    }
    return channels(target, port(target));
  }

  /**
   * Opens channels that reach a target by one entrance.
   *
   * @param port on the loopback address, which leads to that of the target's listener
   */
  ChannelFactory channels(Target target, int port) {
    Security security =
        entrances.apply(target).map(ListenerAccess::security).orElseGet(Security::plainText);
    return new TargetChannels("127.0.0.1:" + port, "", target.authority(), security);
  }

  @Override
  public TargetPredictor predictor() {
    return predictor;
  }

  /** The loopback port at which a target is called. */
  int port(Target target) {
    return listener(target).map(Listener::getName).map(listenerPorts::get).orElse(NOBODY_LISTENS);
  }

  private Optional<Listener> listener(Target target) {
    return entrances.apply(target).map(ListenerAccess::listener);
  }

  @Override
  public Optional<Map<String, Long>> forwarded(Target target) {
    return carriesRequests(target) ? counts.forwarded() : Optional.empty();
  }

  private boolean carriesRequests(Target target) {
    return listener(target).filter(ListenerContent::carriesRequests).isPresent();
  }

  @Override
  public void awaitIdle(Target target) throws InterruptedException {
    if (carriesRequests(target)) {
      counts.awaitIdle();
    }
    if (logs) {
      counts.awaitLogged(() -> controlPlane.accessLog().of(sidecar.nodeId()).requests());
    }
  }

  @Override
  public Interventions interventions(Target target) {
    return counts.interventions().with(logged());
  }

  private Logged logged() {
    AccessLog.Tally tally = controlPlane.accessLog().of(sidecar.nodeId());
    return new Logged(
        tally.flags(),
        tally.codes(),
        tally.last().values().stream().map(this::named).collect(Collectors.toSet()));
  }

  /** The same call, with the pod in place of the port that it has here. */
  private LoggedCall named(LogEntry entry) {
    LogEntry.Upstream upstream = entry.upstream();
    String address = upstream.port() == 0 ? "" : upstream.host() + ":" + upstream.port();
    return new LoggedCall(
        entry.number(),
        entry.code(),
        entry.flags(),
        entry.details(),
        pods.getOrDefault(upstream.port(), address),
        entry.grpcStatus(),
        entry.path());
  }

  @Override
  public Set<Ejection> ejections(Target target) {
    return counts.ejections();
  }

  @Override
  public Optional<String> broken() {
    return envoy.whyItEnded();
  }

  @Override
  public void close() {
    names.close();
    envoy.close();
  }
}
