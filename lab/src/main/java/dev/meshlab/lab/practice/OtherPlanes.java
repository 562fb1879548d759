package dev.meshlab.lab.practice;

import dev.meshlab.lab.exercise.Question;
import dev.meshlab.lab.practice.PlaneResult.Outcome;
import dev.meshlab.lab.run.PlaneLimits;
import dev.meshlab.lab.run.RunSettings;
import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.manifest.ManifestSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The planes on which calls are not made, each with the reason. */
final class OtherPlanes {

  private OtherPlanes() {}

  /**
   * Those of the wanted planes that the step does not name, of the kind that its calls go through.
   */
  static List<PlaneResult> of(
      Question.Calls calls, Set<Plane> wanted, ManifestSet manifests, RunSettings settings) {
    return Stream.of(Plane.values())
        .filter(plane -> plane.isEnteredFromOutside() == calls.isFromOutside())
        .filter(plane -> wanted.contains(plane) && !calls.planes().contains(plane))
        .map(
            plane ->
                PlaneResult.not(
                    plane.toString(),
                    Outcome.NOT_ON_THIS_PLANE,
                    PlaneLimits.of(plane, manifests, settings.client())))
        .toList();
  }
}
