package dev.meshlab.lab.run;

import dev.meshlab.lab.cast.Target;
import dev.meshlab.lab.plane.GatewayTarget;
import dev.meshlab.lab.plane.SidecarListener;
import dev.meshlab.lab.predict.ListenerContent;
import dev.meshlab.mesh.adapt.OwnListeners;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.translate.GatewayView;
import dev.meshlab.mesh.translate.SidecarView;
import dev.meshlab.mesh.translate.xds.Resources;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The routes among which the calls for a target choose; empty where their bytes are passed on. */
@FunctionalInterface
public interface TargetRoutes {

  Optional<RouteConfiguration> of(Target target);

  /** Those of a client's sidecar. */
  static TargetRoutes ofSidecar(Mesh mesh, ClientWorkload client) {
    Resources sidecar =
        OwnListeners.add(SidecarView.translate(mesh, client), mesh, client).resources();
    return target ->
        SidecarListener.of(sidecar, target).flatMap(listener -> behind(listener, sidecar));
  }

  /** Those of the gateways behind these doors. */
  static TargetRoutes ofGateways(Mesh mesh, List<GatewayTarget> doors) {
    Map<ClientWorkload, Resources> gateways = new HashMap<>();
    doors.forEach(
        door ->
            gateways.computeIfAbsent(
                door.workload(), workload -> GatewayView.translate(mesh, workload)));
    return target ->
        doors.stream()
            .filter(door -> door.leadsTo(target))
            .flatMap(
                door ->
                    routes(door, target, Objects.requireNonNull(gateways.get(door.workload())))
                        .stream())
            .findFirst();
  }

  private static Optional<RouteConfiguration> routes(
      GatewayTarget door, Target target, Resources gateway) {
    return door.listener(gateway, target).flatMap(listener -> behind(listener, gateway));
  }

  private static Optional<RouteConfiguration> behind(Listener listener, Resources resources) {
    return ListenerContent.routeConfiguration(listener)
        .flatMap(
            name ->
                resources.routes().stream()
                    .filter(routes -> routes.getName().equals(name))
                    .findFirst());
  }
}
