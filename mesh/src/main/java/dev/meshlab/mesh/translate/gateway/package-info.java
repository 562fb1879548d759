/**
 * Listeners and routes of gateways.
 *
 * <p>Knows listeners and routes of the mesh, whose parts it reuses.
 */
@NullMarked
package dev.meshlab.mesh.translate.gateway;

import org.jspecify.annotations.NullMarked;
