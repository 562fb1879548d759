/**
 * The work of a cluster's controllers, as far as manifests show it: which object has made which
 * other, and of what template.
 *
 * <p>Knows manifests, and nothing else of the model.
 */
@NullMarked
package dev.meshlab.mesh.model.controller;

import org.jspecify.annotations.NullMarked;
