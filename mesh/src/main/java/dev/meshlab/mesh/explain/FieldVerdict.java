package dev.meshlab.mesh.explain;

import dev.meshlab.mesh.diagnostic.Position;
import dev.meshlab.mesh.plane.Carrier;
import dev.meshlab.mesh.plane.Plane;

/**
 * What becomes of one field on one plane.
 *
 * @param path from the root of the object, as {@code spec.http[0].timeout}
 * @param object the object that has it, as {@code VirtualService default/server}
 * @param ofRule whether the object is a rule, which tells proxies and clients what to do with calls
 * @param reason why; empty for a field that is honoured
 */
public record FieldVerdict(
    Position position,
    String object,
    boolean ofRule,
    String path,
    Plane plane,
    Verdict verdict,
    String reason) {

  /** Whether it is of a rule, on a plane that such rules are for. */
  public boolean isOfRuleInMesh() {
    return ofRule && plane.carrier() != Carrier.KUBE_PROXY;
  }
}
