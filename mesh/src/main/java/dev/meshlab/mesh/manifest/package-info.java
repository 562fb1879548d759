/**
 * Kubernetes and Istio manifests as positioned trees: what was written, in which file and line,
 * whether the schema of its kind allows it, and afterwards which fields were read.
 *
 * <p>The only package that opens files. Knows YAML, the Kubernetes and Istio schemas and Istio's
 * admission rules; knows nothing of Services, hosts or Envoy.
 */
@NullMarked
package dev.meshlab.mesh.manifest;

import org.jspecify.annotations.NullMarked;
