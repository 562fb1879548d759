package dev.meshlab.lab.cli;

import dev.meshlab.lab.plane.Casting;
import dev.meshlab.lab.plane.Playability;
import dev.meshlab.lab.plane.Unhonoured;
import dev.meshlab.mesh.explain.Advice;
import dev.meshlab.mesh.explain.Advisers;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.manifest.Problem;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Mesh;
import java.util.List;
import java.util.stream.Stream;

/** What a cluster accepts and the lab doubts, a line each. */
final class Warnings {

  private Warnings() {}

  static List<String> of(
      ManifestSet manifests,
      Mesh mesh,
      ClientWorkload client,
      Casting casting,
      Unhonoured unhonoured) {
    List<Problem> problems =
        Stream.concat(manifests.problems().stream(), mesh.problems().stream()).toList();
    Stream<String> advice =
        Advisers.advise(manifests, mesh, client).stream()
            .filter(a -> problems.stream().noneMatch(p -> isAbout(a, p)))
            .map(a -> a.line() + " (" + a.id() + ": ./meshlab explain)");
    return Stream.of(
            problems.stream().map(Problem::toString),
            advice,
            new Playability(mesh, casting).warnings().stream(),
            unhonoured.lines().stream())
        .flatMap(lines -> lines)
        .distinct()
        .toList();
  }

  /** What has been said of a line already need not be hinted at. */
  private static boolean isAbout(Advice advice, Problem problem) {
    return advice.position().file().equals(problem.file())
        && advice.position().line() == problem.line();
  }
}
