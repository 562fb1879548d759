package dev.meshlab.lab.practice;

import dev.meshlab.lab.exercise.Exercise;
import dev.meshlab.lab.exercise.Step;
import dev.meshlab.lab.exercise.WorldCheck;
import dev.meshlab.lab.failure.BadInput;
import dev.meshlab.lab.run.PlaneChoice;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.Mesh;
import java.util.ArrayList;
import java.util.List;

/** The names in exercises, held against their manifests before anything is started. */
public final class Rehearsal {

  private final PracticeSettings settings;
  private final StepMesh meshes;
  private final List<Diagnostic> problems = new ArrayList<>();

  private Rehearsal(PracticeSettings settings) {
    this.settings = settings;
    this.meshes = new StepMesh(settings.root());
  }

  /**
   * Sees that each step can be run.
   *
   * @throws BadInput if any cannot; it names all that is wrong
   */
  public static void check(List<Exercise> exercises, PracticeSettings settings) {
    Rehearsal rehearsal = new Rehearsal(settings);
    for (Exercise exercise : exercises) {
      exercise.steps().forEach(step -> rehearsal.check(exercise, step));
    }
    if (!rehearsal.problems.isEmpty()) {
      throw new BadInput(rehearsal.problems.stream().distinct().toList());
    }
  }

  private void check(Exercise exercise, Step step) {
    WorldCheck world =
        new WorldCheck("step '%s'".formatted(step.name()), step.position(), problems);
    try {
      ManifestSet manifests = meshes.of(exercise, step);
      world.check(manifests, step.replicas(), step.changes(), meshes::read);
      var unused =
          settings
              .of(step.call(), PlaneChoice.named(step.planes()))
              .client()
              .in(Mesh.of(manifests));
    } catch (BadInput refused) {
      world.problems(refused);
    }
  }
}
