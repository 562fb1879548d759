package dev.meshlab.mesh.dataplane;

import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.VirtualService;
import java.util.List;

/**
 * The audience of a rule of Istio's.
 *
 * @param inside whether it is meant for callers inside the mesh
 * @param outside whether it is meant for gateways
 */
record Audience(boolean inside, boolean outside) {

  static Audience of(Document rule) {
    return switch (rule.kind()) {
      case "Gateway" -> new Audience(false, true);
      case "VirtualService" -> ofGateways(Fields.of(rule).below("spec").strings("gateways"));
      default -> new Audience(true, true);
    };
  }

  /** A rule that names no gateway is for the mesh. */
  private static Audience ofGateways(List<String> gateways) {
    return new Audience(
        gateways.isEmpty() || gateways.contains(VirtualService.MESH),
        gateways.stream().anyMatch(name -> !name.equals(VirtualService.MESH)));
  }

  boolean includes(Plane plane) {
    return plane.isEnteredFromOutside() ? outside : inside;
  }
}
