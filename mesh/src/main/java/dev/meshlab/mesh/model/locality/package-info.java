/**
 * Endpoints by locality: distribution, failover and priorities, as Istio computes them.
 *
 * <p>Knows the model's endpoints and policies.
 */
@NullMarked
package dev.meshlab.mesh.model.locality;

import org.jspecify.annotations.NullMarked;
