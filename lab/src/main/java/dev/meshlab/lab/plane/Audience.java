package dev.meshlab.lab.plane;

import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.VirtualService;
import java.util.List;

/** The audience of Istio's rules: gateways, the callers inside the mesh, or both. */
final class Audience {

  private Audience() {}

  /** Whether a rule is meant for the proxies or clients of a plane at all. */
  static boolean includes(String plane, Document rule) {
    boolean outside = plane.equals(GatewayPlane.NAME);
    return switch (rule.kind()) {
      case "Gateway" -> outside;
      case "VirtualService" -> outside ? bindsGateways(rule) : bindsMesh(rule);
      default -> true;
    };
  }

  private static boolean bindsGateways(Document rule) {
    return gateways(rule).stream().anyMatch(name -> !name.equals(VirtualService.MESH));
  }

  /** As every rule does that names no gateway. */
  private static boolean bindsMesh(Document rule) {
    List<String> gateways = gateways(rule);
    return gateways.isEmpty() || gateways.contains(VirtualService.MESH);
  }

  private static List<String> gateways(Document rule) {
    return Fields.of(rule).below("spec").strings("gateways");
  }
}
