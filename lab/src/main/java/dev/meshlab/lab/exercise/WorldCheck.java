package dev.meshlab.lab.exercise;

import dev.meshlab.lab.cast.WorkloadName;
import dev.meshlab.lab.failure.BadInput;
import dev.meshlab.lab.live.Change;
import dev.meshlab.lab.live.Change.Timed;
import dev.meshlab.lab.live.Place;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.diagnostic.Position;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.manifest.Nearest;
import dev.meshlab.mesh.model.Deployment;
import dev.meshlab.mesh.model.Mesh;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The names in a step or a case, held against the manifests: one that is not there does nothing.
 *
 * @param subject that has them, as in {@code step 'a pod leaves'}
 * @param position where it is written
 * @param problems where to put what is wrong
 */
public record WorldCheck(String subject, Position position, List<Diagnostic> problems) {

  /**
   * Sees that all that is to change is there.
   *
   * @param replicas by workload
   * @param files reads manifests by their names
   */
  public void check(
      ManifestSet manifests,
      Map<String, Integer> replicas,
      List<Timed> changes,
      Function<List<String>, ManifestSet> files) {
    Mesh mesh = Mesh.of(manifests);
    replicas.keySet().stream().sorted().forEach(name -> named("replicas", mesh, name));
    for (Timed each : changes) {
      if (each.what() instanceof Change.OfWorkload of) {
        named("changes", mesh, of.workload());
      } else if (each.what() instanceof Change.Lose lose) {
        lost(mesh, lose.place());
      } else if (each.what() instanceof Change.Apply apply) {
        applied(files.apply(apply.manifests()), apply);
      }
    }
  }

  /** A problem of the subject itself. */
  public void problem(String message) {
    problems.add(
        Diagnostic.of(
            DiagnosticId.BAD_USAGE, position, "", "%s: %s".formatted(subject, message), ""));
  }

  /** The problems of manifests; one without a line, as of a file that is not there, is its own. */
  public void problems(BadInput refused) {
    for (Diagnostic each : refused.problems()) {
      if (each.line() > 0) {
        problems.add(each);
      } else {
        problem(each.file().isEmpty() ? each.toString() : each.headline());
      }
    }
  }

  private void named(String field, Mesh mesh, String workload) {
    try {
      Deployment unused = new WorkloadName(workload).in(mesh);
    } catch (BadInput none) {
      problem(field + ": " + none.getMessage());
    }
  }

  private void lost(Mesh mesh, String place) {
    if (new Place(place).pods(mesh).isEmpty()) {
      List<String> known = Place.withPods(mesh);
      String all =
          known.isEmpty() ? "the manifests have none" : "choose from " + String.join(", ", known);
      problem(
          "lose: the manifests have no place '%s' with pods; %s"
              .formatted(place, Nearest.hint(place, known, all)));
    }
  }

  /** A change has no pods for workloads that it did not begin with. */
  private void applied(ManifestSet applied, Change.Apply apply) {
    applied.problems().stream().filter(Diagnostic::isError).forEach(problems::add);
    List<String> workloads =
        Mesh.of(applied).deployments().stream().map(Deployment::name).distinct().toList();
    if (!workloads.isEmpty()) {
      problem(
          "changes: apply: %s has workloads (%s), and a change applies rules alone; for pods there are scale, restart and others"
              .formatted(String.join(", ", apply.manifests()), String.join(", ", workloads)));
    }
  }
}
