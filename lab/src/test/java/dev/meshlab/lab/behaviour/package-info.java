/**
 * What a real Envoy does with translated manifests, shown with servers that fail when told to. Each
 * test reads as: these manifests, this trouble, these calls, this outcome.
 */
@NullMarked
package dev.meshlab.lab.behaviour;

import org.jspecify.annotations.NullMarked;
