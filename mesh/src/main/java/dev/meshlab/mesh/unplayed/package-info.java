/**
 * The parts of manifests on which a cluster acts and which the lab does not play, and the
 * experiments that they touch.
 *
 * <p>It knows manifests, kinds and the model. Nothing here reads on behalf of a data plane, so
 * nothing counts as read.
 */
@NullMarked
package dev.meshlab.mesh.unplayed;

import org.jspecify.annotations.NullMarked;
