package dev.meshlab.mesh.model;

import dev.meshlab.mesh.model.name.Metadata;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The modes in force, for each workload and port (istio/istio, pilot/pkg/security/authn,
 * ComposePeerAuthentication and GetPeerAuthenticationsForWorkload).
 */
final class PeerAuthentications {

  /** A pod with this label gets no sidecar, so no proxy ends TLS there. */
  private static final String INJECT = "sidecar.istio.io/inject";

  private final Optional<PeerAuthentication> mesh;
  private final Map<String, PeersOfNamespace> namespaces = new HashMap<>();

  /**
   * @param rootNamespace the namespace of rules for the whole mesh, in which a selector selects
   *     none
   */
  PeerAuthentications(List<PeerAuthentication> rules, String rootNamespace) {
    // Of several that say the same thing of the same pods, the oldest is in force.
    List<PeerAuthentication> byAge =
        rules.stream()
            .sorted(Comparator.comparing(PeerAuthentication::metadata, Metadata.BY_AGE))
            .toList();
    this.mesh = byAge.stream().filter(rule -> rule.isOfMesh(rootNamespace)).findFirst();
    byAge.stream()
        .filter(rule -> !rule.namespace().equals(rootNamespace))
        .collect(Collectors.groupingBy(PeerAuthentication::namespace))
        .forEach((name, own) -> namespaces.put(name, new PeersOfNamespace(own)));
  }

  /** Of a port, else of the workload, else of its namespace, else of the mesh. */
  MutualTls mode(Pod pod, int port) {
    if ("false".equals(pod.labels().get(INJECT))) {
      return MutualTls.DISABLE;
    }
    Optional<PeersOfNamespace> namespace = Optional.ofNullable(namespaces.get(pod.namespace()));
    Optional<PeerAuthentication> workload = namespace.flatMap(rules -> rules.ofWorkload(pod));
    return workload
        .flatMap(rule -> rule.mode(port))
        .or(() -> workload.flatMap(PeerAuthentication::mode))
        .or(() -> namespace.flatMap(PeersOfNamespace::ofAll).flatMap(PeerAuthentication::mode))
        .or(() -> mesh.filter(PeerAuthentication::selectsAll).flatMap(PeerAuthentication::mode))
        .orElse(MutualTls.PERMISSIVE);
  }
}
