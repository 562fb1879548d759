/**
 * The step after the translation: the points where the lab sends something other than Istio does,
 * each with its reason, and the binding to loopback.
 *
 * <p>Knows the translation. What is compared with istiod does not come through here.
 */
@NullMarked
package dev.meshlab.mesh.loopback;

import org.jspecify.annotations.NullMarked;
