package dev.meshlab.lab.run;

import dev.meshlab.lab.cast.Target;
import dev.meshlab.lab.plane.GatewayTarget;
import dev.meshlab.lab.plane.SidecarListener;
import dev.meshlab.lab.predict.VirtualHosts;
import dev.meshlab.mesh.loopback.OwnListeners;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.translate.GatewayView;
import dev.meshlab.mesh.translate.SidecarView;
import dev.meshlab.mesh.translate.xds.Resources;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The routes among which the calls for a target choose; empty where their bytes are passed on. */
@FunctionalInterface
public interface TargetRoutes {

  Optional<VirtualHosts> of(Target target);

  /** Those of a client's sidecar. */
  static TargetRoutes ofSidecar(Mesh mesh, ClientWorkload client) {
    Resources translated = SidecarView.translate(mesh, client);
    RoutedResources sidecar =
        RoutedResources.of(OwnListeners.add(translated, mesh, client).resources());
    return target -> SidecarListener.of(sidecar.resources(), target).flatMap(sidecar::behind);
  }

  /** Those of the gateways behind these doors. */
  static TargetRoutes ofGateways(Mesh mesh, List<GatewayTarget> doors) {
    Map<ClientWorkload, RoutedResources> gateways = new HashMap<>();
    doors.forEach(
        door ->
            gateways.computeIfAbsent(
                door.workload(),
                workload -> RoutedResources.of(GatewayView.translate(mesh, workload))));
    return target ->
        doors.stream()
            .filter(door -> door.leadsTo(target))
            .flatMap(
                door ->
                    routes(door, target, Objects.requireNonNull(gateways.get(door.workload())))
                        .stream())
            .findFirst();
  }

  private static Optional<VirtualHosts> routes(
      GatewayTarget door, Target target, RoutedResources gateway) {
    return door.listener(gateway.resources(), target).flatMap(gateway::behind);
  }
}
