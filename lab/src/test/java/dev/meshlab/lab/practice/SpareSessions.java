package dev.meshlab.lab.practice;

import dev.meshlab.client.load.WarmUpLimit;
import dev.meshlab.lab.exercise.Exercise;
import dev.meshlab.lab.run.Session;
import dev.meshlab.lab.run.Stop;
import dev.meshlab.mesh.dataplane.Plane;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Sessions for the exercises of a test class, one for each that runs at once. Changes are made once
 * and not as often as the exercises say, as repeats serve their times. Safe for use from several
 * threads.
 */
final class SpareSessions implements AutoCloseable {

  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  static final Path EXERCISES = ROOT.resolve("exercises");

  private static final WarmUpLimit WARM_UP = new WarmUpLimit(Duration.ofMillis(300), 0, false);

  private final BlockingQueue<Session> spare = new LinkedBlockingQueue<>();

  /**
   * @param number of exercises that run at once
   */
  static SpareSessions open(int number) throws IOException {
    SpareSessions sessions = new SpareSessions();
    for (int i = 0; i < number; i++) {
      sessions.spare.add(Session.open(Stop.NEVER));
    }
    return sessions;
  }

  /** Runs an exercise, once a session is to spare. */
  ExerciseResult run(Exercise exercise, Set<Plane> planes)
      throws IOException, InterruptedException {
    PracticeSettings settings =
        new PracticeSettings(ROOT, planes, null, WARM_UP, OptionalInt.of(1));
    Session session = spare.take();
    try {
      return new Practice(session, settings, Audience.NONE).run(exercise, (doing, howFar) -> {});
    } finally {
      spare.add(session);
    }
  }

  @Override
  public void close() {
    spare.forEach(Session::close);
  }
}
