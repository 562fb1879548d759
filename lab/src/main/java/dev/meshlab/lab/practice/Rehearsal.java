package dev.meshlab.lab.practice;

import dev.meshlab.lab.exercise.Exercise;
import dev.meshlab.lab.exercise.Question;
import dev.meshlab.lab.exercise.Step;
import dev.meshlab.lab.exercise.WorldCheck;
import dev.meshlab.lab.failure.BadInput;
import dev.meshlab.lab.run.PlaneChoice;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
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
      if (step.question() instanceof Question.Refusal) {
        refused(step, world);
        return;
      }
      ManifestSet manifests = meshes.of(exercise, step);
      if (step.question() instanceof Question.Calls calls) {
        world.check(manifests, step.replicas(), calls.changes(), meshes::read);
        requireClient(manifests, calls);
      } else {
        world.check(manifests, step.replicas(), List.of(), meshes::read);
      }
    } catch (BadInput refused) {
      world.problems(refused);
    }
  }

  /** That they are wrong is the point of these manifests, but they have to be there. */
  private void refused(Step step, WorldCheck world) {
    meshes.read(step.manifests()).problems().stream()
        .filter(each -> each.id() == DiagnosticId.UNREADABLE_FILE)
        .forEach(each -> world.problem(each.headline()));
  }

  private void requireClient(ManifestSet manifests, Question.Calls calls) {
    var unused =
        settings
            .of(calls.call(), PlaneChoice.named(calls.planes()))
            .client()
            .in(Mesh.of(manifests));
  }
}
