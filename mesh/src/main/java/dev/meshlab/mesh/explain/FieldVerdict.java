package dev.meshlab.mesh.explain;

import dev.meshlab.mesh.dataplane.Carrier;
import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.diagnostic.Position;
import org.jspecify.annotations.Nullable;

/**
 * The verdict on one field for one plane.
 *
 * @param path from the root of the object, as {@code spec.http[0].timeout}
 * @param object the object that has it, as {@code VirtualService default/server}
 * @param ofRule whether the object is a rule, by which proxies and clients treat calls
 * @param because the reason
 */
public record FieldVerdict(
    Position position,
    String object,
    boolean ofRule,
    String path,
    Plane plane,
    Verdict verdict,
    Reason because) {

  /** The reason in words; empty for a field that is honoured. */
  public String reason() {
    return because.text();
  }

  /** The cause that it shares with other fields; null for a field that shares none. */
  public @Nullable DiagnosticId cause() {
    return because.cause();
  }

  /** True if it is of a rule, on a plane that such rules are for. */
  public boolean isOfRuleInMesh() {
    return ofRule && plane.carrier() != Carrier.KUBE_PROXY;
  }
}
