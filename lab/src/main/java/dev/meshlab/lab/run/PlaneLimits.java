package dev.meshlab.lab.run;

import dev.meshlab.lab.plane.Unhonoured;
import dev.meshlab.mesh.advice.Advisers;
import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.cause.Causes;
import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.explain.Reasons;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.security.Injection;
import java.util.List;

/** The reasons why a plane cannot show what manifests are about. */
public final class PlaneLimits {

  private static final String PLAIN = "a Service's address knows none of Istio's rules";

  private static final String OTHERS = "it would show the same as the other planes";

  private PlaneLimits() {}

  /** A sentence without a full stop. */
  public static String of(Plane plane, ManifestSet manifests, ClientChoice choice) {
    Mesh mesh = Mesh.of(manifests);
    ClientWorkload client = choice.in(mesh);
    return switch (plane) {
      case PLAIN -> PLAIN;
      case ENVOY -> envoy(mesh.injection(client));
      case PROXYLESS -> proxyless(manifests, mesh, client);
      case GATEWAY -> "the calls come from inside the mesh";
    };
  }

  private static String envoy(Injection injection) {
    return injection.hasSidecar()
        ? OTHERS
        : "the caller has no sidecar (%s)".formatted(Callers.because(injection));
  }

  private static String proxyless(ManifestSet manifests, Mesh mesh, ClientWorkload client) {
    var advice = Advisers.advise(manifests, mesh, client).given();
    Reasons reasons = new Reasons(Causes.of(new AdviceContext(manifests, mesh, client), advice));
    List<String> lines = Unhonoured.by(Plane.PROXYLESS, manifests, client).lines(reasons);
    return lines.isEmpty() ? OTHERS : String.join("; ", lines);
  }
}
