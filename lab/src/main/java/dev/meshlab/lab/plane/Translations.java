package dev.meshlab.lab.plane;

import dev.meshlab.mesh.adapt.Adapted;
import dev.meshlab.mesh.adapt.AutoMutualTls;
import dev.meshlab.mesh.adapt.EnvoyDeviations;
import dev.meshlab.mesh.adapt.GrpcJavaDeviations;
import dev.meshlab.mesh.adapt.LoopbackBinding;
import dev.meshlab.mesh.adapt.OwnListeners;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.manifest.Reads;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.plane.Plane;
import dev.meshlab.mesh.translate.GatewayView;
import dev.meshlab.mesh.translate.ProxylessView;
import dev.meshlab.mesh.translate.SidecarView;
import dev.meshlab.mesh.translate.xds.Resources;
import java.util.function.Function;

/**
 * The input of each plane: the manifests as Istio translates them, as the plane can take them, and
 * bound to the pods that run here.
 *
 * <p>Each plane gets a mesh and a translation of its own, so that its reads of the manifests stay
 * apart from those of the others.
 */
record Translations(ManifestSet manifests, Placement placement, Unhonoured unhonoured) {

  BoundResources sidecar(ClientWorkload client) {
    return bound(
        Plane.ENVOY,
        mesh ->
            ofProxy(
                OwnListeners.add(SidecarView.translate(mesh, client), mesh, client), mesh, client));
  }

  BoundResources gateway(ClientWorkload workload) {
    return bound(
        Plane.GATEWAY,
        mesh -> ofProxy(Adapted.not(GatewayView.translate(mesh, workload)), mesh, workload));
  }

  BoundResources proxyless(ClientWorkload client) {
    return bound(
        Plane.PROXYLESS, mesh -> GrpcJavaDeviations.adapt(ProxylessView.translate(mesh, client)));
  }

  private Adapted ofProxy(Adapted resources, Mesh mesh, ClientWorkload workload) {
    Adapted secured =
        placement.entries().isEmpty() || !mesh.config().autoMutualTls().orElse(true)
            ? resources
            : resources.then(plain -> AutoMutualTls.adapt(plain, mesh, workload));
    return secured.then(EnvoyDeviations::adapt);
  }

  private BoundResources bound(Plane plane, Function<Mesh, Adapted> translation) {
    Reads reads = new Reads();
    Mesh mesh = Mesh.of(manifests, reads, plane.viewer());
    Adapted adapted = translation.apply(mesh);
    Resources bound = new LoopbackBinding(placement.loopbackPorts(mesh)).bind(adapted.resources());
    BoundResources resources =
        new BoundResources(
            bound, placement.uuidByCallPort(), placement.receptions(mesh), adapted.deviations());
    unhonoured.note(plane, reads);
    return resources;
  }
}
