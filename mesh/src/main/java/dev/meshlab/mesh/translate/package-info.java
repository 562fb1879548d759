/**
 * Views: what istiod sends to a sidecar, to a gRPC client and to a gateway, and the plain virtual
 * IP; pure functions of the model. The golden files are the judge.
 *
 * <p>The rooms below have one class a concern, named after Istio's: clusters, routes, listeners.
 * Knows the model and the Envoy protos; knows no gRPC, no sockets, no threads and no files.
 */
@NullMarked
package dev.meshlab.mesh.translate;

import org.jspecify.annotations.NullMarked;
