/**
 * The data planes: for each, who it is for, what translates for it, and what it needs. {@link
 * dev.meshlab.mesh.dataplane.Plane} is the one list of them.
 *
 * <p>Knows the translation; what runs a plane, and what explains it, knows this.
 */
@NullMarked
package dev.meshlab.mesh.dataplane;

import org.jspecify.annotations.NullMarked;
