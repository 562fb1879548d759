/**
 * The configuration of the sidecar before a server: one listener that takes in every connection to
 * the pod, a filter chain for each kind of connection to each port, and a cluster for each port.
 *
 * <p>It knows how chains and clusters are made for callers, and {@code authorization}; nothing but
 * {@code ServerView} knows it.
 */
@NullMarked
package dev.meshlab.mesh.translate.inbound;

import org.jspecify.annotations.NullMarked;
