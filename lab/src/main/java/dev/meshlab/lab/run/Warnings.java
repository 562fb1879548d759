package dev.meshlab.lab.run;

import dev.meshlab.lab.cast.Playability;
import dev.meshlab.lab.plane.Unhonoured;
import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.cause.Causes;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.explain.Reasons;
import java.util.List;
import java.util.stream.Stream;

/** The things that a cluster accepts and the lab doubts, a line each. */
final class Warnings {

  private Warnings() {}

  /**
   * The advice of the advisers, who know all that the manifests and the model have found doubtful.
   */
  static List<String> of(Plan plan, List<Diagnostic> advice, Unhonoured unhonoured) {
    return Stream.of(
            advice.stream().map(a -> a.headline() + " (" + a.id() + ": ./meshlab explain)"),
            new Playability(plan.mesh(), plan.casting())
                .warnings().stream().map(Diagnostic::toString),
            unhonoured.lines(new Reasons(causes(plan, advice))).stream())
        .flatMap(lines -> lines)
        .distinct()
        .toList();
  }

  private static List<Diagnostic> causes(Plan plan, List<Diagnostic> advice) {
    return Causes.of(new AdviceContext(plan.manifests(), plan.mesh(), plan.client()), advice);
  }
}
