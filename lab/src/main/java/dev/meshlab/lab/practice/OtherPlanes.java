package dev.meshlab.lab.practice;

import dev.meshlab.lab.exercise.Step;
import dev.meshlab.lab.practice.PlaneResult.Outcome;
import dev.meshlab.lab.run.PlaneLimits;
import dev.meshlab.lab.run.RunSettings;
import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.manifest.ManifestSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The planes on which a step is not run, each with the reason. */
final class OtherPlanes {

  private OtherPlanes() {}

  /** Those of the wanted planes that the step does not name, of the kind that it is about. */
  static List<PlaneResult> of(
      Step step, Set<Plane> wanted, ManifestSet manifests, RunSettings settings) {
    return Stream.of(Plane.values())
        .filter(plane -> plane.isEnteredFromOutside() == step.isFromOutside())
        .filter(plane -> wanted.contains(plane) && !step.planes().contains(plane))
        .map(
            plane ->
                PlaneResult.not(
                    plane.toString(),
                    Outcome.NOT_ON_THIS_PLANE,
                    PlaneLimits.of(plane, manifests, settings.client())))
        .toList();
  }
}
