/**
 * Routes: virtual services as Envoy and gRPC take them.
 *
 * <p>Knows xDS. Nothing of listeners.
 */
@NullMarked
package dev.meshlab.mesh.translate.route;

import org.jspecify.annotations.NullMarked;
