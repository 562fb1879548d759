/**
 * Clusters and endpoints: destination rules as Envoy and gRPC take them.
 *
 * <p>Knows xDS and patches. Nothing of routes.
 */
@NullMarked
package dev.meshlab.mesh.translate.cluster;

import org.jspecify.annotations.NullMarked;
