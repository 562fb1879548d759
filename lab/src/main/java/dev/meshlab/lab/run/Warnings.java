package dev.meshlab.lab.run;

import dev.meshlab.lab.cast.Playability;
import dev.meshlab.lab.plane.Unhonoured;
import dev.meshlab.mesh.explain.Advice;
import dev.meshlab.mesh.manifest.Problem;
import java.util.List;
import java.util.stream.Stream;

/** The things that a cluster accepts and the lab doubts, a line each. */
final class Warnings {

  private Warnings() {}

  static List<String> of(Plan plan, Unhonoured unhonoured) {
    List<Problem> problems =
        Stream.concat(plan.manifests().problems().stream(), plan.mesh().problems().stream())
            .toList();
    Stream<String> advice =
        plan.advice().stream()
            .filter(a -> problems.stream().noneMatch(p -> isAbout(a, p)))
            .map(a -> a.line() + " (" + a.id() + ": ./meshlab explain)");
    return Stream.of(
            problems.stream().map(Problem::toString),
            advice,
            new Playability(plan.mesh(), plan.casting()).warnings().stream().map(Problem::toString),
            unhonoured.lines().stream())
        .flatMap(lines -> lines)
        .distinct()
        .toList();
  }

  /** Advice on a line of which a problem speaks already need not be hinted at. */
  private static boolean isAbout(Advice advice, Problem problem) {
    return advice.position().file().equals(problem.file())
        && advice.position().line() == problem.line();
  }
}
