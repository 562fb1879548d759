package dev.meshlab.mesh.model;

import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.manifest.Reads;
import dev.meshlab.mesh.model.config.MeshConfig;
import java.util.HashMap;
import java.util.Map;

/**
 * The namespaces that istiod knows of, by the mesh config's {@code discoverySelectors}.
 *
 * @param config says which labels they have
 * @param labels those of the namespaces that the manifests describe
 */
record Discovery(MeshConfig config, Map<String, Map<String, String>> labels) {

  /** The label that Kubernetes gives to each namespace. */
  private static final String NAME = "kubernetes.io/metadata.name";

  static Discovery of(ManifestSet manifests, Reads reads, MeshConfig config) {
    Map<String, Map<String, String>> labels = new HashMap<>();
    for (Document namespace : manifests.of(ManifestObjects.CORE, "Namespace")) {
      Fields metadata = Fields.of(namespace, reads).below("metadata");
      labels.put(namespace.name(), metadata.stringMap("labels"));
    }
    return new Discovery(config, labels);
  }

  /** True for a namespace of which istiod knows, and for what belongs to no namespace. */
  boolean includes(String namespace) {
    Map<String, String> own = new HashMap<>(labels.getOrDefault(namespace, Map.of()));
    own.put(NAME, namespace);
    return namespace.isEmpty() || config.discovers(own);
  }
}
