/**
 * Tests of what a real Envoy does with translated manifests, with servers that fail on demand. Each
 * test reads as: these manifests, this trouble, these calls, this outcome.
 */
@NullMarked
package dev.meshlab.lab.behaviour;

import org.jspecify.annotations.NullMarked;
