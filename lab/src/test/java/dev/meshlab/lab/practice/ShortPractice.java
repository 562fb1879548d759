package dev.meshlab.lab.practice;

import dev.meshlab.client.load.WarmUpLimit;
import dev.meshlab.lab.exercise.Exercise;
import dev.meshlab.lab.run.SpareSessions;
import dev.meshlab.mesh.dataplane.Plane;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A practice that takes no more time than a test needs: changes are made once and not as often as
 * the exercises say, as repeats serve their times. Safe for use from several threads.
 */
final class ShortPractice {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  static final Path EXERCISES = ROOT.resolve("exercises");

  private static final WarmUpLimit WARM_UP = new WarmUpLimit(Duration.ofMillis(300), 0, false);

  private ShortPractice() {}

  static ExerciseResult run(Exercise exercise, Set<Plane> planes)
      throws IOException, InterruptedException {
    PracticeSettings settings =
        new PracticeSettings(ROOT, planes, null, WARM_UP, OptionalInt.of(1));
    return SpareSessions.lend(
        session ->
            new Practice(session, settings, Audience.NONE).run(exercise, (doing, howFar) -> {}));
  }
}
