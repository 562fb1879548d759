package dev.meshlab.lab.run;

import dev.meshlab.lab.cast.Target;
import dev.meshlab.lab.plane.GatewayTarget;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.GatewayServer;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Viewer;
import dev.meshlab.mesh.model.VirtualService;
import dev.meshlab.mesh.plane.Plane;
import dev.meshlab.mesh.unplayed.Experiment;
import dev.meshlab.mesh.unplayed.Unplayed;
import dev.meshlab.mesh.unplayed.UnplayedObjects;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The parts of the manifests on which a cluster acts and the lab does not: a verdict on a target
 * that one touches would be about another world.
 */
final class UnplayedParts {

  private final Mesh mesh;
  private final ClientWorkload client;
  private final List<Unplayed> parts;

  /**
   * @param accepted the ids and names of what the user takes for granted
   */
  UnplayedParts(ManifestSet manifests, Mesh mesh, ClientWorkload client, Set<String> accepted) {
    this.mesh = mesh;
    this.client = client;
    this.parts =
        UnplayedObjects.of(manifests, mesh).stream()
            .filter(part -> accepted.stream().noneMatch(part::isCalled))
            .toList();
  }

  /** The reason why nothing is known of a target on a plane; empty where nothing touches it. */
  Optional<String> touching(Plane plane, Target target, List<GatewayTarget> doors) {
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    Experiment experiment = experiment(plane, target, doors);
    return parts.stream()
        .filter(part -> part.touch().touches(experiment))
        .map(Unplayed::reason)
        .findFirst();
  }

  private Experiment experiment(Plane plane, Target target, List<GatewayTarget> doors) {
    if (!plane.isEnteredFromOutside()) {
      boolean proxied = plane.viewer() == Viewer.CALLER && plane.needsEnvoy();
      return Experiment.of(
          mesh, plane.viewer(), proxied, client, Set.of(VirtualService.MESH), target.host());
    }
    ClientWorkload workload =
        doors.stream()
            .filter(door -> door.leadsTo(target))
            .map(GatewayTarget::workload)
            .findFirst()
            .orElseThrow();
    Set<String> gateways =
        mesh.gatewayPorts(workload).stream()
            .flatMap(port -> port.servers().stream())
            .map(GatewayServer::gateway)
            .collect(Collectors.toSet());
    return Experiment.of(mesh, plane.viewer(), true, workload, gateways, target.host());
  }
}
