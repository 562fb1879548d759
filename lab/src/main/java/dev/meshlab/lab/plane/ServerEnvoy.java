package dev.meshlab.lab.plane;

import dev.meshlab.lab.certificate.Authority;
import dev.meshlab.lab.certificate.Subject;
import dev.meshlab.lab.controlplane.ControlPlane;
import dev.meshlab.lab.controlplane.NodeGroup;
import dev.meshlab.lab.envoy.EnvoyBinary;
import dev.meshlab.lab.envoy.EnvoyProcess;
import dev.meshlab.lab.envoy.Sidecar;
import dev.meshlab.lab.process.Sandbox;
import dev.meshlab.mesh.loopback.GuardedPod;
import dev.meshlab.mesh.loopback.PodSocket;
import dev.meshlab.mesh.loopback.SecretReferences;
import dev.meshlab.mesh.loopback.SharedSidecar;
import dev.meshlab.mesh.translate.xds.Resources;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One Envoy in the place of all pods' sidecars: each pod has listeners and an identity there. */
final class ServerEnvoy implements AutoCloseable {

  private static final String NAME = "servers";
  private static final NodeGroup GROUP = new NodeGroup(NAME);
  private static final Duration BOUND = Duration.ofSeconds(20);

  private final EnvoyProcess envoy;
  private final ControlPlane controlPlane;
  private final Authority authority;
  private final List<GuardedPod> pods;
  private final ServerSidecars sidecars;

  private ServerEnvoy(
      EnvoyProcess envoy, ControlPlane controlPlane, Authority authority, List<GuardedPod> pods)
      throws IOException {
    this.envoy = envoy;
    this.controlPlane = controlPlane;
    this.authority = authority;
    this.pods = pods;
    this.sidecars = ServerSidecars.of(pods, envoy.admin().listenerPorts());
  }

  /**
   * Starts it and returns when every pod can be entered.
   *
   * @param workers of the Envoy
   */
  static ServerEnvoy start(
      Sandbox sandbox,
      EnvoyBinary.Found binary,
      ControlPlane controlPlane,
      Authority authority,
      List<GuardedPod> pods,
      int workers)
      throws IOException, InterruptedException {
    controlPlane.publish(GROUP, resources(pods, authority));
    Sidecar node = new Sidecar(NAME, NAME, "", "", workers);
    EnvoyProcess envoy = EnvoyProcess.start(sandbox, binary, node, controlPlane.port(), BOUND);
    try {
      awaitInForce(envoy, controlPlane);
      return new ServerEnvoy(envoy, controlPlane, authority, pods);
    } catch (IOException | InterruptedException | RuntimeException e) {
      envoy.close();
      throw e;
    }
  }

  /** The same Envoy before more pods; those that have gone can still be entered. */
  ServerEnvoy with(List<GuardedPod> now) throws IOException, InterruptedException {
    Set<String> present = sockets(now);
    List<GuardedPod> all = new ArrayList<>(now);
    pods.stream()
        .filter(pod -> Collections.disjoint(sockets(List.of(pod)), present))
        .forEach(all::add);
    controlPlane.publish(GROUP, resources(all, authority));
    awaitInForce(envoy, controlPlane);
    return new ServerEnvoy(envoy, controlPlane, authority, all);
  }

  /**
   * The same Envoy before these pods alone. Connections to others end with their next call, which
   * still arrives: without the cluster behind a listener that drains, it would fail.
   */
  ServerEnvoy only(List<GuardedPod> now) throws IOException, InterruptedException {
    Resources all = resources(pods, authority);
    Set<String> open = sockets(now);
    controlPlane.publish(
        GROUP,
        all.withListeners(
            all.listeners().stream()
                .filter(listener -> open.contains(listener.getName()))
                .toList()));
    awaitInForce(envoy, controlPlane);
    return new ServerEnvoy(envoy, controlPlane, authority, now);
  }

  private static Set<String> sockets(List<GuardedPod> pods) {
    return pods.stream()
        .flatMap(pod -> pod.sockets().stream())
        .map(PodSocket::name)
        .collect(Collectors.toSet());
  }

  private static Resources resources(List<GuardedPod> pods, Authority authority) {
    Resources resources = SecretReferences.fromControlPlane(SharedSidecar.of(pods).resources());
    return resources.withSecrets(secrets(resources, authority));
  }

  private static void awaitInForce(EnvoyProcess envoy, ControlPlane controlPlane)
      throws IOException, InterruptedException {
    controlPlane.awaitLive(GROUP, BOUND);
    envoy.admin().awaitWarm(BOUND);
  }

  private static List<Secret> secrets(Resources resources, Authority authority) {
    Stream<Secret> pods =
        SecretReferences.certificates(resources).stream()
            .map(id -> ServedSecrets.certificate(id, authority.issue(Subject.ofIdentity(id))));
    Stream<Secret> trusted =
        SecretReferences.authorities(resources).stream()
            .map(name -> ServedSecrets.authority(name, authority.certificate()));
    return Stream.concat(pods, trusted).toList();
  }

  ServerSidecars sidecars() {
    return sidecars;
  }

  /** The reason why no pod can be entered any more; empty while all is well. */
  Optional<String> broken() {
    return envoy.whyItEnded().map(why -> "the sidecars of the pods are gone: " + why);
  }

  /** Calls that circuit breakers have refused so far; none when Envoy is gone. */
  long refused() {
    try {
      return envoy.admin().overflows();
    } catch (IOException gone) {
      return 0; // broken() says so
    }
  }

  @Override
  public void close() {
    envoy.close();
  }
}
