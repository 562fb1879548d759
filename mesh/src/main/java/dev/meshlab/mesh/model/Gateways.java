package dev.meshlab.mesh.model;

import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.name.Metadata;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The Gateways of a mesh.
 *
 * @param oldestFirst those of both kinds, as Istio's own
 * @param kubernetes those of the Kubernetes Gateway API, as written
 */
record Gateways(List<Gateway> oldestFirst, List<Written> kubernetes) {

  /** A manifest and its fields. */
  record Written(Document document, Fields root) {

    /** The class of a Kubernetes Gateway; one that is not Istio's is not read, so none is noted. */
    String className() {
      return root.unnoted().below("spec").string("gatewayClassName", "");
    }
  }

  /**
   * @param istio Gateways of Istio
   * @param kubernetes Gateways of the Kubernetes Gateway API
   * @param namespaces the labels of the namespaces that the manifests describe
   */
  static Gateways of(
      List<Written> istio, List<Written> kubernetes, Map<String, Map<String, String>> namespaces) {
    Stream<Gateway> ofIstio =
        istio.stream().map(written -> Gateway.ofIstio(written.document, written.root));
    Stream<Gateway> ofKubernetes =
        kubernetes.stream()
            .map(written -> new KubernetesGateway(written.document, written.root, namespaces))
            .flatMap(gateway -> gateway.gateways().stream());
    return new Gateways(
        Stream.concat(ofIstio, ofKubernetes)
            .sorted(Comparator.comparing(Gateway::metadata, Metadata.BY_AGE))
            .toList(),
        kubernetes);
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
}
