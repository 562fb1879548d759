package dev.meshlab.lab.exercise;

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
    List<String> workloads = mesh.deployments().stream().map(Deployment::name).distinct().toList();
    List<String> problems = new ArrayList<>();
    replicas.keySet().stream()
        .filter(name -> !workloads.contains(name))
        .sorted()
        .forEach(name -> problems.add("replicas: " + unknown("workload", name, workloads)));
    for (Timed each : changes) {
      if (each.what() instanceof Change.OfWorkload of && !workloads.contains(of.workload())) {
        problems.add("changes: " + unknown("workload", of.workload(), workloads));
      }
      if (each.what() instanceof Change.Lose lose && new Place(lose.place()).pods(mesh).isEmpty()) {
        problems.add("lose: " + unknown("place", lose.place(), Place.withPods(mesh)));
      }
    }
    return problems;
  }

  private static String unknown(String what, String name, List<String> known) {
    String all =
        known.isEmpty() ? "the manifests have none" : "choose from " + String.join(", ", known);
    return "the manifests have no %s '%s'%s; %s"
        .formatted(
            what, name, what.equals("place") ? " with pods" : "", Nearest.hint(name, known, all));
  }
}
