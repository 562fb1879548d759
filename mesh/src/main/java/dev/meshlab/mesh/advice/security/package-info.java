/**
 * Advice on identities, mutual TLS, and policies that allow and deny calls.
 *
 * <p>Knows the model, and no other room of advisers.
 */
@NullMarked
package dev.meshlab.mesh.advice.security;

import org.jspecify.annotations.NullMarked;
