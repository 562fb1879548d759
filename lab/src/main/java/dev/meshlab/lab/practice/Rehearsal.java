package dev.meshlab.lab.practice;

import dev.meshlab.lab.exercise.Exercise;
import dev.meshlab.lab.exercise.Step;
import dev.meshlab.lab.exercise.WorldCheck;
import dev.meshlab.lab.failure.BadInput;
import dev.meshlab.lab.live.Change;
import dev.meshlab.lab.live.Change.Timed;
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
    try {
      ManifestSet manifests = meshes.of(exercise, step);
      WorldCheck.problems(manifests, step.replicas(), step.changes())
          .forEach(message -> problems.add(problem(step, message)));
      for (Timed change : step.changes()) {
        if (change.what() instanceof Change.Apply apply) {
          ManifestSet applied = meshes.read(apply.manifests());
          applied.problems().stream().filter(Diagnostic::isError).forEach(problems::add);
          WorldCheck.problem(apply, applied)
              .ifPresent(message -> problems.add(problem(step, message)));
        }
      }
      var unused =
          settings
              .of(step.call(), PlaneChoice.named(step.planes()))
              .client()
              .in(Mesh.of(manifests));
    } catch (BadInput refused) {
      refused.problems().forEach(each -> problems.add(placed(step, each)));
    }
  }

  /** A problem that has no line, as of a file that is not there, is one of the step. */
  private static Diagnostic placed(Step step, Diagnostic problem) {
    if (problem.line() > 0) {
      return problem;
    }
    return problem.file().isEmpty()
        ? problem(step, problem.toString())
        : problem(step, problem.headline());
  }

  private static Diagnostic problem(Step step, String message) {
    return Diagnostic.of(
        DiagnosticId.BAD_USAGE,
        step.position(),
        "",
        "step '%s': %s".formatted(step.name(), message),
        "");
  }
}
