/**
 * The mesh config: the settings of a mesh as a whole, which its objects' own settings add to or
 * replace.
 *
 * <p>Knows no object of a mesh but those that hold it.
 */
@NullMarked
package dev.meshlab.mesh.model.config;

import org.jspecify.annotations.NullMarked;
