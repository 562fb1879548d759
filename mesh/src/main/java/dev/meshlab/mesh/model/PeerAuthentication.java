package dev.meshlab.mesh.model;

import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import java.util.Comparator;
import java.util.Optional;

/** What a mesh, a namespace or some of its workloads ask of their callers. */
record PeerAuthentication(String name, String namespace, String created, Fields spec) {

  /** Of several that say the same thing of the same pods, the oldest is in force. */
  static final Comparator<PeerAuthentication> BY_AGE =
      Comparator.comparing(PeerAuthentication::created)
          .thenComparing(PeerAuthentication::name)
          .thenComparing(PeerAuthentication::namespace);

  static PeerAuthentication of(Document document, Fields root) {
    return new PeerAuthentication(
        document.name(), document.namespace(), Rules.created(root), root.below("spec"));
  }

  boolean isOfMesh() {
    return namespace.equals(Rules.ROOT_NAMESPACE) && selectsAll();
  }

  boolean isOfNamespace(Pod pod) {
    return !isOfMesh() && namespace.equals(pod.namespace()) && selectsAll();
  }

  /** One with a selector counts in its own namespace, and never in the root namespace. */
  boolean isOfWorkload(Pod pod) {
    return namespace.equals(pod.namespace())
        && !namespace.equals(Rules.ROOT_NAMESPACE)
        && !selectsAll()
        && Rules.selects(labels().stringMap("matchLabels"), pod.labels());
  }

  private boolean selectsAll() {
    return labels().stringMap("matchLabels").isEmpty();
  }

  private Fields labels() {
    return spec.below("selector");
  }

  Optional<MutualTls> mode() {
    return MutualTls.of(spec.below("mtls").string("mode", ""));
  }

  /** Empty when it says nothing of this port, or leaves it unset. */
  Optional<MutualTls> mode(int port) {
    Fields ofPort = spec.below("portLevelMtls").below(String.valueOf(port));
    return MutualTls.of(ofPort.string("mode", ""));
  }
}
