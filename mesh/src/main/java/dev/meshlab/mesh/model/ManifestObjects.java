package dev.meshlab.mesh.model;

import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.manifest.Reads;
import java.util.List;
import java.util.function.BiFunction;

/**
 * The objects of some manifests by their kinds.
 *
 * @param reads notes what is read of them
 */
record ManifestObjects(ManifestSet manifests, Reads reads) {

  static final String CORE = "";
  static final String APPS = "apps";
  static final String DISCOVERY = "discovery.k8s.io";
  static final String GATEWAY_API = "gateway.networking.k8s.io";
  static final String NETWORKING = "networking.istio.io";
  static final String SECURITY = "security.istio.io";

  /** All of a kind, in the order of the files. */
  <T> List<T> all(String group, String kind, BiFunction<Document, Fields, T> read) {
    return manifests.of(group, kind).stream()
        .map(document -> read.apply(document, Fields.of(document, reads)))
        .toList();
  }

  /** The same objects, read without being noted. */
  ManifestObjects unnoted() {
    return new ManifestObjects(manifests, Reads.NONE);
  }
}
