/**
 * Kinds with their fields and types: what the schemas of Kubernetes and Istio say, and what each
 * kind is to the lab.
 *
 * <p>Knows manifests, and nothing of what rules mean.
 */
@NullMarked
package dev.meshlab.mesh.schema;

import org.jspecify.annotations.NullMarked;
