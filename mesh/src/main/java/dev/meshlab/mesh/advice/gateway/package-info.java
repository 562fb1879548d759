/**
 * Advice on gateways, and on rules that are bound to them.
 *
 * <p>Knows the model, and no other room of advisers.
 */
@NullMarked
package dev.meshlab.mesh.advice.gateway;

import org.jspecify.annotations.NullMarked;
