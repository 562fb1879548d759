package dev.meshlab.lab.run;

import dev.meshlab.lab.cast.Target;
import dev.meshlab.lab.plane.GatewayTarget;
import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.GatewayServer;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Viewer;
import dev.meshlab.mesh.model.VirtualService;
import dev.meshlab.mesh.unplayed.Experiment;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The experiments of a run.
 *
 * @param client who calls inside the mesh
 */
record Experiments(Mesh mesh, ClientWorkload client) {

  /** The calls to a target on a plane. */
  Experiment of(Plane plane, Target target, List<GatewayTarget> doors) {
    if (!plane.isEnteredFromOutside()) {
      boolean proxied = plane.viewer() == Viewer.CALLER && plane.needsEnvoy();
      return Experiment.of(
          mesh, plane.viewer(), proxied, client, Set.of(VirtualService.MESH), target.host());
    }
    return doors.stream()
        .filter(door -> door.leadsTo(target))
        .findFirst()
        .map(this::of)
        .orElseThrow();
  }

  /** The calls that come in by a door. */
  Experiment of(GatewayTarget door) {
    Set<String> gateways =
        mesh.gatewayPorts(door.workload()).stream()
            .flatMap(port -> port.servers().stream())
            .map(GatewayServer::gateway)
            .collect(Collectors.toSet());
    return Experiment.of(
        mesh, Viewer.GATEWAY, true, door.workload(), gateways, door.target().host());
  }
}
