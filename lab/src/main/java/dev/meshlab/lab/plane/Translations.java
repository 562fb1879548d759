package dev.meshlab.lab.plane;

import dev.meshlab.lab.predict.Reach;
import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.loopback.Adapted;
import dev.meshlab.mesh.loopback.AutoMutualTls;
import dev.meshlab.mesh.loopback.Deviation;
import dev.meshlab.mesh.loopback.EnvoyDeviations;
import dev.meshlab.mesh.loopback.GrpcJavaDeviations;
import dev.meshlab.mesh.loopback.LoopbackBinding;
import dev.meshlab.mesh.loopback.OwnListeners;
import dev.meshlab.mesh.loopback.PodListeners;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.manifest.Reads;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.translate.GatewayView;
import dev.meshlab.mesh.translate.ProxylessView;
import dev.meshlab.mesh.translate.SidecarView;
import dev.meshlab.mesh.translate.xds.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The input of each plane: the manifests as Istio translates them, as the plane can take them, and
 * bound to the pods that run here.
 *
 * <p>Each plane gets a mesh and a translation of its own, so that its reads of the manifests stay
 * apart from those of the others.
 */
record Translations(ManifestSet manifests, Placement placement, Unhonoured unhonoured) {

  private static final String NO_CERTIFICATE = "";

  BoundResources sidecar(ClientWorkload client) {
    return bound(
        Plane.ENVOY,
        identity(client),
        mesh ->
            ofProxy(
                    OwnListeners.add(SidecarView.translate(mesh, client), mesh, client),
                    mesh,
                    client)
                .then(all -> PodListeners.add(all, mesh, client, placement.loopbackPorts(mesh))));
  }

  BoundResources gateway(ClientWorkload workload) {
    return bound(
        Plane.GATEWAY,
        identity(workload),
        mesh -> ofProxy(Adapted.not(GatewayView.translate(mesh, workload)), mesh, workload));
  }

  BoundResources proxyless(ClientWorkload client) {
    return bound(
        Plane.PROXYLESS,
        NO_CERTIFICATE,
        mesh -> GrpcJavaDeviations.adapt(ProxylessView.translate(mesh, client)));
  }

  String identity(ClientWorkload workload) {
    return CallerIdentity.of(Mesh.of(manifests), workload);
  }

  private Adapted ofProxy(Adapted resources, Mesh mesh, ClientWorkload workload) {
    Adapted secured =
        placement.sidecars().isEmpty() || !mesh.config().autoMutualTls().orElse(true)
            ? resources
            : resources.then(plain -> AutoMutualTls.adapt(plain, mesh, workload));
    return secured.then(EnvoyDeviations::adapt);
  }

  /** The demands of the sidecars before the pods count as read, as they do in {@code explain}. */
  private BoundResources bound(Plane plane, String identity, Function<Mesh, Adapted> translation) {
    Reads reads = new Reads();
    Mesh mesh = Mesh.of(manifests, reads, plane.viewer());
    Adapted adapted = translation.apply(mesh);
    Resources bound = new LoopbackBinding(placement.loopbackPorts(mesh)).bind(adapted.resources());
    List<Deviation> deviations = new ArrayList<>(adapted.deviations());
    if (!placement.sidecars().isEmpty()) {
      Plane.readGuards(mesh);
      deviations.addAll(placement.sidecars().deviations());
    }
    unhonoured.note(plane, reads);
    Reach reach = placement.reach(identity).by(NamedPorts.of(mesh));
    return new BoundResources(bound, reach, deviations);
  }
}
