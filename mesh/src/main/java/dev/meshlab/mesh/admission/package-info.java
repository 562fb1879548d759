/**
 * Rules by which a cluster refuses what the schemas allow: one class for each validator of Istio
 * and of Kubernetes. The room is large for that reason.
 *
 * <p>Knows manifests and schemas. It cannot see the model, so that what is refused does not depend
 * on what else is in the mesh.
 */
@NullMarked
package dev.meshlab.mesh.admission;

import org.jspecify.annotations.NullMarked;
