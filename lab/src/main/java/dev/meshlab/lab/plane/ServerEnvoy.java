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
import dev.meshlab.mesh.loopback.SecretReferences;
import dev.meshlab.mesh.loopback.SharedSidecar;
import dev.meshlab.mesh.translate.xds.Resources;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One Envoy in the place of all pods' sidecars: each pod has listeners and an identity there. */
final class ServerEnvoy implements AutoCloseable {

  private static final String NAME = "servers";
  private static final Duration BOUND = Duration.ofSeconds(20);

  private final EnvoyProcess envoy;
  private final ServerSidecars sidecars;

  private ServerEnvoy(EnvoyProcess envoy, List<GuardedPod> pods) throws IOException {
    this.envoy = envoy;
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
    Resources resources = SecretReferences.fromControlPlane(SharedSidecar.of(pods).resources());
    NodeGroup group = new NodeGroup(NAME);
    controlPlane.publish(group, resources.withSecrets(secrets(resources, authority)));
    Sidecar node = new Sidecar(NAME, NAME, "", "", workers);
    EnvoyProcess envoy = EnvoyProcess.start(sandbox, binary, node, controlPlane.port(), BOUND);
    try {
      controlPlane.awaitLive(group, BOUND);
      envoy.admin().awaitWarm(BOUND);
      return new ServerEnvoy(envoy, pods);
    } catch (IOException | InterruptedException | RuntimeException e) {
      envoy.close();
      throw e;
    }
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
