package dev.meshlab.lab.run;

import dev.meshlab.lab.failure.BadInput;
import dev.meshlab.mesh.manifest.Labels;
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
 * @param node the name of the pod's node; null for the default
 * @param locality of the pod; null for that of the node, if one is named, else for the default
 */
public record ClientChoice(
    @Nullable String workload,
    @Nullable String namespace,
    Map<String, String> labels,
    @Nullable String node,
    @Nullable Locality locality) {

  /** The default in all. */
  public static final ClientChoice NONE = new ClientChoice(null, null, Map.of(), null, null);

  public ClientChoice {
    labels = Map.copyOf(labels);
  }

  /**
   * The client that was chosen, with the parts of the default one where nothing was.
   *
   * @throws BadInput if the manifests have no such workload or node
   */
  public ClientWorkload in(Mesh mesh) {
    ClientWorkload other = workload == null ? Clients.of(mesh) : named(workload, mesh);
    ClientWorkload client = orElse(other);
    if (node != null) {
      return at(node, mesh, client);
    }
    return namespace == null && labels.isEmpty() ? client : likeItsPod(mesh, client);
  }

  /** The client on the node of the pod that has its labels, if there is one. */
  private static ClientWorkload likeItsPod(Mesh mesh, ClientWorkload client) {
    return mesh.pods().stream()
        .filter(pod -> pod.namespace().equals(client.namespace()))
        .filter(pod -> Labels.satisfy(client.labels(), pod.labels()))
        .findFirst()
        .map(pod -> client.on(pod.node()))
        .orElse(client);
  }

  private static ClientWorkload named(String workload, Mesh mesh) {
    return Clients.named(mesh, workload)
        .orElseThrow(
            () ->
                new BadInput(
                    "client %s: the manifests have no such workload; choose from %s"
                        .formatted(
                            workload,
                            mesh.deployments().stream()
                                .map(d -> d.namespace() + "/" + d.name())
                                .collect(Collectors.joining(", ")))));
  }

  private ClientWorkload at(String node, Mesh mesh, ClientWorkload other) {
    Locality ofNode = mesh.nodes().get(node);
    if (ofNode == null) {
      throw new BadInput(
          "client's node %s: the manifests have no such Node; %s"
              .formatted(
                  node,
                  mesh.nodes().isEmpty()
                      ? "add Nodes, or zones, which make some"
                      : "choose from " + String.join(", ", mesh.nodes().keySet())));
    }
    return new ClientWorkload(
        other.namespace(),
        other.labels(),
        node,
        locality == null ? ofNode : locality,
        other.refusal());
  }

  /** The client that was chosen, with the parts of another one where nothing was. */
  public ClientWorkload orElse(ClientWorkload other) {
    return new ClientWorkload(
        namespace == null ? other.namespace() : namespace,
        labels.isEmpty() ? other.labels() : labels,
        other.node(),
        locality == null ? other.locality() : locality,
        other.refusal());
  }
}
