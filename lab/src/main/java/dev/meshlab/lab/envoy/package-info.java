/**
 * The real Envoy as a child process: finding the binary, starting it against a control plane,
 * reading its admin interface, stopping it.
 *
 * <p>Knows child processes and Envoy's command line and admin interface; knows nothing of
 * manifests, of gRPC, or of how its configuration comes about.
 */
@NullMarked
package dev.meshlab.lab.envoy;

import org.jspecify.annotations.NullMarked;
