package dev.meshlab.lab.practice;

import dev.meshlab.lab.exercise.Exercise;
import dev.meshlab.lab.exercise.Step;
import dev.meshlab.lab.expectation.Expectation;
import java.util.Optional;

/** The people before whom exercises are run. Called by the thread that runs them. */
public interface Audience {

  /** An audience that only reads the results when all is over. */
  Audience NONE = new Audience() {};

  /** An exercise begins. */
  default void begins(Exercise exercise) {}

  /** The guess of who will answer on a plane, before anything is measured; empty without one. */
  default Optional<Expectation> guess(Step step, String plane) throws InterruptedException {
    return Optional.empty();
  }

  /** A step is over. Returns when the next one may begin. */
  default void sees(StepResult step) throws InterruptedException {}

  /** An exercise is over. */
  default void ends(ExerciseResult result) {}
}
