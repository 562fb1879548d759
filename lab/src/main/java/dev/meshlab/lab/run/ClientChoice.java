package dev.meshlab.lab.run;

import dev.meshlab.lab.failure.BadInput;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Locality;
import dev.meshlab.mesh.model.Mesh;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A user's choice of the calling pod: what a client can reach depends on where it is and how it is
 * labelled.
 *
 * @param workload the Deployment whose pod it is, by its name or {@code namespace/name}; null for
 *     the default
 * @param namespace of the pod; null for the default
 * @param labels of the pod; empty for the default
 * @param locality of the pod; null for the default
 */
public record ClientChoice(
    @Nullable String workload,
    @Nullable String namespace,
    Map<String, String> labels,
    @Nullable Locality locality) {

  /** The default in all. */
  public static final ClientChoice NONE = new ClientChoice(null, null, Map.of(), null);

  public ClientChoice {
    labels = Map.copyOf(labels);
  }

  /**
   * The client that was chosen, with the parts of the default one where nothing was.
   *
   * @throws BadInput if the manifests have no such workload
   */
  public ClientWorkload in(Mesh mesh) {
    if (workload == null) {
      return orElse(Clients.of(mesh));
    }
    return orElse(
        Clients.named(mesh, workload)
            .orElseThrow(
                () ->
                    new BadInput(
                        "--client "
                            + workload
                            + ": the manifests have no such workload; choose from "
                            + mesh.deployments().stream()
                                .map(d -> d.namespace() + "/" + d.name())
                                .collect(Collectors.joining(", ")))));
  }

  /** The client that was chosen, with the parts of another one where nothing was. */
  public ClientWorkload orElse(ClientWorkload other) {
    return new ClientWorkload(
        namespace == null ? other.namespace() : namespace,
        labels.isEmpty() ? other.labels() : labels,
        locality == null ? other.locality() : locality);
  }
}
