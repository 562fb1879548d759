/**
 * The choice of a node for each pod, as Kubernetes's scheduler makes it as far as zones are
 * concerned: by node selector and required affinity, by taints, then evenly over zones and nodes.
 *
 * <p>Knows the manifests and nothing else of the model.
 */
@NullMarked
package dev.meshlab.mesh.model.scheduling;

import org.jspecify.annotations.NullMarked;
