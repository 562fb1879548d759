/**
 * Names, hosts and labels, with indexes by them.
 *
 * <p>Knows manifests alone.
 */
@NullMarked
package dev.meshlab.mesh.model.name;

import org.jspecify.annotations.NullMarked;
