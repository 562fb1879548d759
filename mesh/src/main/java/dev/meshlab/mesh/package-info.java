/**
 * Manifests in, xDS out: a pure library, without threads, sockets and processes. These lines
 * translate manifests for a client's sidecar:
 *
 * <pre>{@code
 * ManifestSet manifests = Manifests.read(paths);
 * Mesh mesh = Mesh.of(manifests);
 * Resources resources = SidecarView.translate(mesh, client);
 * String clusters = CanonicalJson.array(resources.clusters());
 * }</pre>
 *
 * <p>The paths are files and folders. The client is a {@link
 * dev.meshlab.mesh.model.ClientWorkload}: the namespace, the labels and the locality of the calling
 * pod. {@code manifests.problems()} has what a cluster would refuse, all of it at once; what has
 * problems is translated as far as it goes. {@code ProxylessView} and {@code GatewayView} translate
 * for gRPC's own xDS client and for a gateway.
 */
@NullMarked
package dev.meshlab.mesh;

import org.jspecify.annotations.NullMarked;
