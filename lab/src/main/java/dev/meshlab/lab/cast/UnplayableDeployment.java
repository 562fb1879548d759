package dev.meshlab.lab.cast;

import dev.meshlab.lab.failure.BadInput;
import dev.meshlab.lab.fleet.PodFailed;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Deployment whose arguments or environment the server refuses. */
public final class UnplayableDeployment extends BadInput {
  private static final long serialVersionUID = 1L;

  private UnplayableDeployment(Diagnostic problem) {
    super(List.of(problem));
  }

  /** Empty when the pod failed for another reason. */
  public static Optional<UnplayableDeployment> from(PodFailed failed, Map<String, PodRole> byIp) {
    return Optional.ofNullable(byIp.get(failed.pod().ip()))
        .flatMap(role -> Optional.ofNullable(role.server()))
        .filter(server -> failed.isRefusal())
        .map(
            server ->
                new UnplayableDeployment(
                    ServerImage.refused(
                        server,
                        "the server of %s %s refuses this: %s"
                            .formatted(server.kind(), server.name(), failed.log()))));
  }
}
