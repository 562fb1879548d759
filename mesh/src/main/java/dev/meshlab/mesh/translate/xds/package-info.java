/**
 * xDS without a mesh: names, values and resources as istiod writes them.
 *
 * <p>Knows the model's names.
 */
@NullMarked
package dev.meshlab.mesh.translate.xds;

import org.jspecify.annotations.NullMarked;
