/**
 * Kubernetes and Istio manifests as objects: their fields with file and line, and the notes of
 * which fields were read.
 *
 * <p>Knows trees of YAML; knows nothing of schemas, Services, hosts or Envoy.
 */
@NullMarked
package dev.meshlab.mesh.manifest;

import org.jspecify.annotations.NullMarked;
