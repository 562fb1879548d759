package dev.meshlab.lab.run;

import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Locality;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A user's choice of the calling pod: what a client can reach depends on where it is and how it is
 * labelled.
 *
 * @param namespace of the pod; null for the default
 * @param labels of the pod; empty for the default
 * @param locality of the pod; null for the default
 */
public record ClientChoice(
    @Nullable String namespace, Map<String, String> labels, @Nullable Locality locality) {

  /** The default in all. */
  public static final ClientChoice NONE = new ClientChoice(null, Map.of(), null);

  public ClientChoice {
    labels = Map.copyOf(labels);
  }

  /** The client that was chosen, with the parts of another one where nothing was. */
  public ClientWorkload orElse(ClientWorkload other) {
    return new ClientWorkload(
        namespace == null ? other.namespace() : namespace,
        labels.isEmpty() ? other.labels() : labels,
        locality == null ? other.locality() : locality);
  }
}
