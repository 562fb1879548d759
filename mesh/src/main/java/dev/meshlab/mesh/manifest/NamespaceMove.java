package dev.meshlab.mesh.manifest;

import dev.meshlab.mesh.yaml.Mapping;
import dev.meshlab.mesh.yaml.Node;
import dev.meshlab.mesh.yaml.Scalar;
import dev.meshlab.mesh.yaml.Sequence;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The move of objects from one namespace to another, with what they say of it: names of hosts,
 * lists of namespaces, identities.
 */
record NamespaceMove(String from, String to) {

  /** Fields that hold the names of namespaces. */
  private static final Set<String> NAMESPACES =
      Set.of(
          "namespace",
          "exportTo",
          "namespaces",
          "notNamespaces",
          "sourceNamespaces",
          "kubernetes.io/metadata.name");

  /** Fields that hold names of hosts, short ones too, or {@code namespace/name}. */
  private static final Set<String> HOSTS = Set.of("host", "hosts", "hostnames", "gateways");

  Document of(Document document) {
    boolean isIt = document.kind().equals("Namespace") && document.name().equals(from);
    Mapping root = (Mapping) moved("", document.root());
    return new Document(
        document.apiVersion(),
        document.kind(),
        isIt ? to : document.name(),
        document.namespace().equals(from) ? to : document.namespace(),
        document.namespace().equals(from) ? placed(root) : isIt ? named(root) : root);
  }

  /** An object that names no namespace is in {@code default}, until it names one. */
  private Mapping placed(Mapping root) {
    return withMetadata(root, "namespace");
  }

  private Mapping named(Mapping root) {
    return withMetadata(root, "name");
  }

  private Mapping withMetadata(Mapping root, String field) {
    return root.get("metadata") instanceof Mapping metadata
        ? root.with(
            "metadata",
            metadata.with(field, new Scalar(metadata.position(), to, Scalar.Kind.STRING)))
        : root;
  }

  private Node moved(String field, Node node) {
    if (node instanceof Mapping mapping) {
      Map<String, Mapping.Entry> entries = new LinkedHashMap<>();
      mapping
          .entries()
          .forEach(
              (key, entry) ->
                  entries.put(key, new Mapping.Entry(entry.key(), moved(key, entry.value()))));
      return new Mapping(mapping.position(), entries);
    }
    if (node instanceof Sequence list) {
      return new Sequence(
          list.position(), list.items().stream().map(item -> moved(field, item)).toList());
    }
    Scalar scalar = (Scalar) node;
    return new Scalar(
        scalar.position(), moved(field, scalar.text()), scalar.kind(), scalar.block());
  }

  private String moved(String field, String text) {
    if (NAMESPACES.contains(field)) {
      return text.equals(from) ? to : text;
    }
    String anywhere =
        text.replace("." + from + ".svc", "." + to + ".svc")
            .replace("/ns/" + from + "/", "/ns/" + to + "/");
    return HOSTS.contains(field) ? host(anywhere) : anywhere;
  }

  private String host(String text) {
    if (text.startsWith(from + "/")) {
      return to + text.substring(from.length());
    }
    return text.endsWith("." + from) ? text.substring(0, text.length() - from.length()) + to : text;
  }
}
