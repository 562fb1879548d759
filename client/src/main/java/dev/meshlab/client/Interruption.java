package dev.meshlab.client;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Turns ^C and SIGTERM into a run that ends early and still reports. The JVM begins its shutdown
 * when the signal comes, and exits with 130 or 143 once its hooks return: this one asks the run to
 * stop and holds the shutdown until the report is out, but never for longer than the patience.
 *
 * <p>A further signal changes nothing: the shutdown it asks for is under way, and bounded.
 */
final class Interruption {

  private final CountDownLatch released = new CountDownLatch(1);
  private volatile @Nullable Run run;

  private record Run(Runnable stop, Duration patience) {}

  /** Watches for signals until the JVM ends. */
  void install() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::stopAndWait, "interruption"));
  }

  /** From now on a signal runs {@code stop}, and is then held for at most the patience. */
  void stops(Runnable stop, Duration patience) {
    run = new Run(stop, patience);
  }

  /** All is said: a shutdown may go on. */
  void release() {
    released.countDown();
  }

  private void stopAndWait() {
    Run interrupted = run;
    if (interrupted == null) {
      return;
    }
    interrupted.stop().run();
    try {
      released.await(interrupted.patience().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
