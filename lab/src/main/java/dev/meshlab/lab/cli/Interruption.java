package dev.meshlab.lab.cli;

import dev.meshlab.lab.failure.ExitCode;
import dev.meshlab.lab.run.Stop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * An orderly end of a run that gets SIGINT or SIGTERM: stop measuring, print the report so far,
 * stop what was started.
 *
 * <p>The JVM begins to shut down as soon as the signal comes, and would end when its hooks have
 * run. So a hook asks the work to stop and waits for it; the work goes on meanwhile in the main
 * thread. The JVM then exits with 128 plus the signal, 130 for SIGINT and 143 for SIGTERM. A second
 * signal during that time changes nothing: the wait is bounded anyway.
 */
final class Interruption implements Stop {

  /** More than closing everything may take, and less than a person's patience. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(20);

  private final CountDownLatch finished = new CountDownLatch(1);
  private final Deque<Runnable> stops = new ArrayDeque<>();
  private boolean interrupted;

  /** Runs the work and exits with its code, unless a signal has already decided on another. */
  void exitWith(IntSupplier work) {
    Runtime.getRuntime().addShutdownHook(new Thread(this::shutDown, "interruption"));
    int code = ExitCode.INTERNAL_ERROR;
    try {
      code = work.getAsInt();
    } finally {
      finished.countDown();
    }
    if (!isWanted()) {
      System.exit(code);
    }
  }

  @Override
  public synchronized boolean isWanted() {
    return interrupted;
  }

  @Override
  public void then(Runnable action) {
    synchronized (this) {
      stops.add(action);
      if (!interrupted) {
        return;
      }
    }
    action.run();
  }

  private void shutDown() {
    if (finished.getCount() == 0) {
      return;
    }
    Deque<Runnable> toStop;
    synchronized (this) {
      interrupted = true;
      toStop = new ArrayDeque<>(stops);
    }
    toStop.forEach(Runnable::run);
    try {
      finished.await(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
