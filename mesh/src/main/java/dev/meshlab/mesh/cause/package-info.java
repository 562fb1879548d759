/**
 * The causes for which sound rules have no effect where one looks: they are for others. Each is a
 * note, by the parts of objects that it explains.
 *
 * <p>Knows the model, and looks at manifests as advice does.
 */
@NullMarked
package dev.meshlab.mesh.cause;

import org.jspecify.annotations.NullMarked;
