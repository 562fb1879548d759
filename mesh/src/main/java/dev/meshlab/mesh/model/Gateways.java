package dev.meshlab.mesh.model;

import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The Gateways of a mesh. Their fields are read when somebody first asks, so that a view to which
 * gateways mean nothing leaves them unread.
 */
final class Gateways {

  private final List<Written> istio;
  private final List<Written> kubernetes;
  private final Map<String, Map<String, String>> namespaces;
  private @Nullable List<Gateway> oldestFirst;

  /** A manifest and its fields. */
  record Written(Document document, Fields root) {

    /** The class of a Kubernetes Gateway. */
    String className() {
      return root.unnoted().below("spec").string("gatewayClassName", "");
    }
  }

  /**
   * @param istio Gateways of Istio
   * @param kubernetes Gateways of the Kubernetes Gateway API
   * @param namespaces the labels of the namespaces that the manifests describe
   */
  Gateways(
      List<Written> istio, List<Written> kubernetes, Map<String, Map<String, String>> namespaces) {
    this.istio = istio;
    this.kubernetes = kubernetes;
    this.namespaces = namespaces;
  }

  /** The same, read without being noted: for who only needs to know which are there. */
  Gateways unnoted() {
    return new Gateways(unnoted(istio), unnoted(kubernetes), namespaces);
  }

  private static List<Written> unnoted(List<Written> written) {
    return written.stream().map(w -> new Written(w.document, w.root.unnoted())).toList();
  }

  List<Gateway> all() {
    if (oldestFirst == null) {
      oldestFirst = Stream.concat(ofIstio(), ofKubernetes()).sorted(Gateway.BY_AGE).toList();
    }
    return oldestFirst;
  }

  /**
   * The listeners of a Gateway of the Kubernetes Gateway API, under the names that istiod gives
   * them.
   *
   * @param section the only listener that is meant, if one is
   * @param port the only port that is meant, if one is
   */
  List<String> listeners(
      String namespace, String name, Optional<String> section, Optional<Long> port) {
    return kubernetes.stream()
        .filter(gateway -> gateway.document.namespace().equals(namespace))
        .filter(gateway -> gateway.document.name().equals(name))
        .flatMap(gateway -> gateway.root.below("spec").children("listeners").stream())
        .filter(listener -> section.map(s -> listener.string("name", "").equals(s)).orElse(true))
        .filter(listener -> port.isEmpty() || listener.integer("port").equals(port))
        .map(listener -> KubernetesGateway.listenerGateway(name, listener.string("name", "")))
        .map(gateway -> namespace + "/" + gateway)
        .toList();
  }

  private Stream<Gateway> ofIstio() {
    return istio.stream().map(written -> Gateway.ofIstio(written.document, written.root));
  }

  private Stream<Gateway> ofKubernetes() {
    return kubernetes.stream()
        .map(written -> new KubernetesGateway(written.document, written.root, namespaces))
        .flatMap(gateway -> gateway.gateways().stream());
  }
}
