package dev.meshlab.mesh.manifest;

import dev.meshlab.mesh.diagnostic.Position;
import dev.meshlab.mesh.yaml.Mapping;
import dev.meshlab.mesh.yaml.Node;
import dev.meshlab.mesh.yaml.Scalar;
import dev.meshlab.mesh.yaml.Sequence;

/**
 * One object of a manifest.
 *
 * @param namespace {@code default} when the object names none; empty for a cluster-scoped kind
 * @param root the whole object
 */
public record Document(
    String apiVersion, String kind, String name, String namespace, Mapping root) {

  /** The same object with other contents. */
  public Document withRoot(Mapping other) {
    return new Document(apiVersion, kind, name, namespace, other);
  }

  /** The same with another value in its {@code spec}; as it is where it has none. */
  Document withSpec(String field, Scalar value) {
    return root.get("spec") instanceof Mapping spec
        ? new Document(
            apiVersion, kind, name, namespace, root.with("spec", spec.with(field, value)))
        : this;
  }

  /**
   * True if it holds the mesh config: as istiod reads it from its own namespace, or as {@code
   * istioctl install -f} does.
   */
  public boolean holdsMeshConfig() {
    return switch (kind) {
      case "ConfigMap" ->
          namespace.equals(IstioNames.CONTROL_PLANE_NAMESPACE)
              && name.equals("istio")
              && group().isEmpty();
      case "IstioOperator" -> group().equals("install.istio.io");
      case "Istio" -> group().equals("sailoperator.io");
      default -> false;
    };
  }

  public Position position() {
    return root.position();
  }

  /** The last line in which something of it stands. */
  public int lastLine() {
    return lastLine(root);
  }

  private static int lastLine(Node node) {
    int last = node.position().line();
    if (node instanceof Mapping mapping) {
      for (Mapping.Entry entry : mapping.entries().values()) {
        last = Math.max(last, lastLine(entry.value()));
      }
    } else if (node instanceof Sequence sequence) {
      for (Node item : sequence.items()) {
        last = Math.max(last, lastLine(item));
      }
    }
    return last;
  }

  /** The API group; empty for the core group. */
  public String group() {
    int slash = apiVersion.indexOf('/');
    return slash < 0 ? "" : apiVersion.substring(0, slash);
  }

  /** {@code DestinationRule default/server}, as messages name it. */
  public String described() {
    return kind + " " + (namespace.isEmpty() ? name : namespace + "/" + name);
  }
}
