/**
 * A diagnostic: whatever is said about a manifest, as data. {@link
 * dev.meshlab.mesh.diagnostic.DiagnosticId} is the one list of all that can be said.
 *
 * <p>Knows nothing of the mesh library; everything else may know it.
 */
@NullMarked
package dev.meshlab.mesh.diagnostic;

import org.jspecify.annotations.NullMarked;
