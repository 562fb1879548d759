package dev.meshlab.lab.practice;

import dev.meshlab.lab.exercise.Exercise;
import dev.meshlab.lab.outcome.Met;
import java.util.List;

/**
 * The results of an exercise.
 *
 * @param exercise that was run
 * @param steps those that were run, in their order
 * @param seconds how long it took
 * @param interrupted whether it was ended before its last step
 */
public record ExerciseResult(
    Exercise exercise, List<StepResult> steps, double seconds, boolean interrupted) {

  public ExerciseResult {
    steps = List.copyOf(steps);
  }

  /** True if it was run, and no step of it is for any of the planes. */
  public boolean isLeftOut() {
    return !interrupted && !isMeasured();
  }

  private boolean isMeasured() {
    return steps.stream()
        .flatMap(step -> step.planes().stream())
        .anyMatch(plane -> plane.outcome() != PlaneResult.Outcome.NOT_ON_THIS_PLANE);
  }

  /** True if every step was run, something was measured, and no expectation was missed. */
  public boolean passed() {
    return !interrupted
        && isMeasured()
        && steps.stream()
            .flatMap(step -> step.planes().stream())
            .noneMatch(plane -> plane.outcome() == PlaneResult.Outcome.FAILED);
  }

  /** The guesses of the audience. */
  List<Met> guesses() {
    return steps.stream()
        .flatMap(step -> step.planes().stream())
        .flatMap(plane -> plane.guess().stream())
        .toList();
  }
}
