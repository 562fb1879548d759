package dev.meshlab.lab.exercise;

import dev.meshlab.lab.cast.WorkloadName;
import dev.meshlab.lab.failure.BadInput;
import dev.meshlab.lab.live.Change;
import dev.meshlab.lab.live.Change.Timed;
import dev.meshlab.lab.live.Place;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.manifest.Nearest;
import dev.meshlab.mesh.model.Deployment;
import dev.meshlab.mesh.model.Mesh;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The names in a step or a case, held against the manifests: one that is not there does nothing.
 */
public final class WorldCheck {

  private WorldCheck() {}

  /**
   * The names that are not there, a sentence each.
   *
   * @param replicas by workload
   */
  public static List<String> problems(
      ManifestSet manifests, Map<String, Integer> replicas, List<Timed> changes) {
    Mesh mesh = Mesh.of(manifests);
    List<String> problems = new ArrayList<>();
    replicas.keySet().stream()
        .sorted()
        .forEach(name -> unnamed(mesh, name).ifPresent(why -> problems.add("replicas: " + why)));
    for (Timed each : changes) {
      if (each.what() instanceof Change.OfWorkload of) {
        unnamed(mesh, of.workload()).ifPresent(why -> problems.add("changes: " + why));
      }
      if (each.what() instanceof Change.Lose lose && new Place(lose.place()).pods(mesh).isEmpty()) {
        problems.add("lose: " + noPlace(lose.place(), Place.withPods(mesh)));
      }
    }
    return problems;
  }

  /**
   * The reason why a change does not apply these manifests; empty where it does. It has no pods for
   * workloads that it did not begin with.
   */
  public static Optional<String> problem(Change.Apply apply, ManifestSet applied) {
    List<String> workloads =
        Mesh.of(applied).deployments().stream().map(Deployment::name).distinct().toList();
    return workloads.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "changes: apply: %s has workloads (%s), and a change applies rules alone; for pods there are scale, restart and others"
                .formatted(String.join(", ", apply.manifests()), String.join(", ", workloads)));
  }

  private static Optional<String> unnamed(Mesh mesh, String workload) {
    try {
      Deployment unused = new WorkloadName(workload).in(mesh);
      return Optional.empty();
    } catch (BadInput none) {
      return Optional.of(String.valueOf(none.getMessage()));
    }
  }

  private static String noPlace(String place, List<String> known) {
    String all =
        known.isEmpty() ? "the manifests have none" : "choose from " + String.join(", ", known);
    return "the manifests have no place '%s' with pods; %s"
        .formatted(place, Nearest.hint(place, known, all));
  }
}
