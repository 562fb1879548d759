/**
 * The progress of work that may take long, for those who show it.
 *
 * <p>Knows nothing.
 */
@NullMarked
package dev.meshlab.mesh.progress;

import org.jspecify.annotations.NullMarked;
