/**
 * Advice on what is valid and does nothing, or harm: one class for a few related ideas. The room is
 * large for that reason.
 *
 * <p>Knows the model. It cannot see the translation: advice is about Istio's rules and not about
 * xDS.
 */
@NullMarked
package dev.meshlab.mesh.advice;

import org.jspecify.annotations.NullMarked;
