/**
 * Pure functions from the model to xDS, one class a concern, named after Istio's: {@code Clusters},
 * {@code Endpoints}, {@code Routes}, {@code Listeners}, {@code Retries} and so on.
 *
 * <p>What it says is what istiod would send to the same client; the golden files are the judge.
 * Rebinding to loopback ports, and the few deviations that a lab needs, are a separate pure step
 * after it. Knows the model and the Envoy protos; knows no gRPC, no sockets, no threads and no
 * files.
 */
@NullMarked
package dev.meshlab.mesh.translate;

import org.jspecify.annotations.NullMarked;
