package dev.meshlab.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the hook does that a signal starts; real signals are for the programs' own tests. */
@Timeout(60)
class InterruptionTest {

  private static final Duration FOR_EVER = Duration.ofDays(1);

  private final List<String> done = new ArrayList<>();

  @Test
  void callsEveryActionInOrder() {
    Interruption interruption = new Interruption(Duration.ZERO);
    interruption.then(() -> done.add("stop the calls"));
    interruption.then(() -> done.add("stop the pods"));
    assertThat(interruption.hasCome()).isFalse();

    interruption.signal();

    assertThat(interruption.hasCome()).isTrue();
    assertThat(done).containsExactly("stop the calls", "stop the pods");
  }

  @Test
  void callsAnActionAtOnceWhereTheSignalCameBefore() {
    Interruption interruption = new Interruption(Duration.ZERO);
    interruption.signal();

    interruption.then(() -> done.add("stop"));

    assertThat(done).containsExactly("stop");
  }

  @Test
  void waitsUntilTheWorkHasEnded() throws InterruptedException {
    Interruption interruption = new Interruption(FOR_EVER);
    CountDownLatch stop = new CountDownLatch(1);
    interruption.then(stop::countDown);
    Thread signal = new Thread(interruption::signal);

    interruption.exitWith(
        () -> {
          signal.start();
          await(stop);
          done.add("report");
          return 0;
        });
    signal.join();

    assertThat(done).containsExactly("report");
  }

  @Test
  void waitsForWorkThatAsksForTime() throws InterruptedException {
    Interruption interruption = new Interruption(Duration.ZERO);
    CountDownLatch stop = new CountDownLatch(1);
    interruption.allow(FOR_EVER);
    interruption.then(stop::countDown);
    Thread signal = new Thread(interruption::signal);

    interruption.exitWith(
        () -> {
          signal.start();
          await(stop);
          done.add(waits(signal) ? "the shutdown waits" : "the shutdown went on");
          return 0;
        });
    signal.join();

    assertThat(done).containsExactly("the shutdown waits");
  }

  @Test
  void waitsNoLongerThanThePatience() {
    Interruption interruption = new Interruption(Duration.ofMillis(1));

    interruption.signal();

    assertThat(interruption.hasCome()).isTrue();
  }

  /** Whether the thread comes to wait, and not to its end. */
  private static boolean waits(Thread thread) {
    while (thread.getState() == Thread.State.RUNNABLE) {
      Thread.onSpinWait();
    }
    return thread.getState() == Thread.State.TIMED_WAITING;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
