package dev.meshlab.mesh.model;

import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.IstioNames;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.manifest.Reads;
import dev.meshlab.mesh.model.config.MeshConfig;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * The objects of some manifests by their kinds.
 *
 * @param reads notes what is read of them
 * @param config the mesh config among them
 * @param discovery the namespaces that istiod knows of
 */
record ManifestObjects(ManifestSet manifests, Reads reads, MeshConfig config, Discovery discovery) {

  static final String CORE = "";
  static final String APPS = "apps";
  static final String DISCOVERY = "discovery.k8s.io";
  static final String GATEWAY_API = IstioNames.GATEWAY_API;
  static final String NETWORKING = "networking.istio.io";
  static final String SECURITY = "security.istio.io";

  private static final Set<String> RULES = Set.of(GATEWAY_API, NETWORKING, SECURITY);

  static ManifestObjects of(ManifestSet manifests, Reads reads) {
    MeshConfig config = MeshConfig.of(manifests, reads);
    return new ManifestObjects(manifests, reads, config, Discovery.of(manifests, reads, config));
  }

  /** All of a kind, in the order of the files; of Istio's rules those that istiod knows of. */
  <T> List<T> all(String group, String kind, BiFunction<Document, Fields, T> read) {
    return manifests.of(group, kind).stream()
        .filter(document -> !RULES.contains(group) || discovery.includes(document.namespace()))
        .map(document -> read.apply(document, Fields.of(document, reads)))
        .toList();
  }

  /** The same objects, read without being noted. */
  ManifestObjects unnoted() {
    return new ManifestObjects(manifests, Reads.NONE, config.unnoted(), discovery);
  }
}
