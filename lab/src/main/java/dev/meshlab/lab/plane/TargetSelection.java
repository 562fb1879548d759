package dev.meshlab.lab.plane;

import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Protocol;
import dev.meshlab.mesh.model.Service;
import java.util.ArrayList;
import java.util.List;

/**
 * Which Service ports of a mesh can be called here, and which of them a run calls when nobody says.
 */
public final class TargetSelection {

  private final Mesh mesh;
  private final Backends backends;

  public TargetSelection(Mesh mesh) {
    this.mesh = mesh;
    this.backends = new Backends(mesh);
  }

  /** Every Service port that leads to calls of the server. */
  public List<Target> all() {
    return mesh.services().stream().flatMap(service -> targets(service).stream()).toList();
  }

  /** The targets that a rule is about, or all of them when no rule is about any. */
  public List<Target> byRules(ClientWorkload client) {
    List<Target> ruled = new ArrayList<>();
    for (Service service : mesh.services()) {
      if (mesh.destinationRule(client, service).isPresent()
          || mesh.virtualService(client, service).isPresent()) {
        ruled.addAll(targets(service));
      }
    }
    return ruled.isEmpty() ? all() : ruled;
  }

  private List<Target> targets(Service service) {
    return service.ports().stream()
        .filter(port -> port.protocol() != Protocol.UDP)
        .filter(
            port ->
                mesh.endpoints(service, port).stream()
                    .anyMatch(endpoint -> backends.takingCalls(endpoint).isPresent()))
        .map(port -> new Target(service.host(), port.number()))
        .toList();
  }
}
