/**
 * What a cluster acts on and the lab does not play, and which experiments it touches.
 *
 * <p>It knows manifests, kinds and the model. Nothing here reads on behalf of a data plane, so
 * nothing counts as read.
 */
@NullMarked
package dev.meshlab.mesh.unplayed;

import org.jspecify.annotations.NullMarked;
