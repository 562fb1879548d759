package dev.meshlab.mesh.model;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which mode is in force for whom (istio/istio, pilot/pkg/security/authn, ComposePeerAuthentication
 * and GetPeerAuthenticationsForWorkload).
 */
final class PeerAuthentications {

  /** Nobody injects a sidecar into a pod that has this, so nobody there ends TLS. */
  private static final String INJECT = "sidecar.istio.io/inject";

  private final List<PeerAuthentication> rules;

  PeerAuthentications(List<PeerAuthentication> rules) {
    this.rules = rules.stream().sorted(PeerAuthentication.BY_AGE).toList();
  }

  /** Of a port, else of the workload, else of its namespace, else of the mesh. */
  MutualTls mode(Pod pod, int port) {
    if ("false".equals(pod.labels().get(INJECT))) {
      return MutualTls.DISABLE;
    }
    Optional<PeerAuthentication> workload = oldest(rule -> rule.isOfWorkload(pod));
    return workload
        .flatMap(rule -> rule.mode(port))
        .or(() -> workload.flatMap(PeerAuthentication::mode))
        .or(() -> oldest(rule -> rule.isOfNamespace(pod)).flatMap(PeerAuthentication::mode))
        .or(() -> oldest(PeerAuthentication::isOfMesh).flatMap(PeerAuthentication::mode))
        .orElse(MutualTls.PERMISSIVE);
  }

  private Optional<PeerAuthentication> oldest(Predicate<PeerAuthentication> concerns) {
    return rules.stream().filter(concerns).findFirst();
  }
}
