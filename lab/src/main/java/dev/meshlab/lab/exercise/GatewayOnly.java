package dev.meshlab.lab.exercise;

import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Fields;
import java.util.Collection;
import java.util.List;

/** The rule for the part of calls that only a gateway sees: how the client meets its TLS. */
public final class GatewayOnly {

  private static final String TLS = "tls";

  private final List<Diagnostic> problems;

  /**
   * @param problems where to put what is wrong
   */
  public GatewayOnly(List<Diagnostic> problems) {
    this.problems = problems;
  }

  /**
   * Sees that a gateway is among the planes of calls that say how they meet one.
   *
   * @param planes on which the calls are made
   */
  public void check(Fields call, Collection<Plane> planes) {
    if (call.has(TLS) && !planes.contains(Plane.GATEWAY)) {
      problems.add(
          call.diagnostic(
              DiagnosticId.BAD_USAGE,
              TLS,
              "says how a client meets the TLS of a gateway, and the calls go through none",
              "leave it out, or make the calls on the plane gateway"));
    }
  }
}
