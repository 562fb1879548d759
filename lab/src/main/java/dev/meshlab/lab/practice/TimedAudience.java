package dev.meshlab.lab.practice;

import dev.meshlab.lab.exercise.Exercise;
import dev.meshlab.lab.exercise.Step;
import dev.meshlab.lab.expectation.Expectation;
import java.util.Optional;

/** An audience whose time to think and to read is counted: exercises do not take it. */
final class TimedAudience implements Audience {

  private final Audience audience;
  private long nanos;

  TimedAudience(Audience audience) {
    this.audience = audience;
  }

  /** The time that it has taken so far, in nanoseconds. */
  long nanos() {
    return nanos;
  }

  @Override
  public void begins(Exercise exercise) {
    audience.begins(exercise);
  }

  @Override
  public Optional<Expectation> guess(Step step, String plane) throws InterruptedException {
    long start = System.nanoTime();
    try {
      return audience.guess(step, plane);
    } finally {
      nanos += System.nanoTime() - start;
    }
  }

  @Override
  public void sees(StepResult step) throws InterruptedException {
    long start = System.nanoTime();
    audience.sees(step);
    nanos += System.nanoTime() - start;
  }

  @Override
  public void ends(ExerciseResult result) {
    audience.ends(result);
  }
}
