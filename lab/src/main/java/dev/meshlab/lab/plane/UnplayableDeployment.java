package dev.meshlab.lab.plane;

import dev.meshlab.lab.fleet.PodFailed;
import java.util.Map;
import java.util.Optional;

/** The server refuses the arguments or the environment that a Deployment gives it. */
public final class UnplayableDeployment extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private UnplayableDeployment(String message, PodFailed cause) {
    super(message, cause);
  }

  /** Empty when the pod failed for another reason. */
  static Optional<RuntimeException> from(PodFailed failed, Map<String, Role> byIp) {
    return Optional.ofNullable(byIp.get(failed.pod().ip()))
        .flatMap(role -> Optional.ofNullable(role.server()))
        .filter(server -> failed.isRefusal())
        .map(
            server ->
                new UnplayableDeployment(
                    "%s: the server of %s %s refuses this: %s"
                        .formatted(
                            ServerImage.settings(server),
                            server.kind(),
                            server.name(),
                            failed.log()),
                    failed));
  }
}
