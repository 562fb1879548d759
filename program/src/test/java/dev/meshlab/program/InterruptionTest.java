package dev.meshlab.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The work of the hook that a signal starts; real signals are for the programs' own tests. */
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
  void waitsForTheWork() throws InterruptedException {
    assertThat(waits(new Interruption(FOR_EVER))).isTrue();
  }

  @Test
  void waitsForWorkThatAsksForTime() throws InterruptedException {
    Interruption interruption = new Interruption(Duration.ZERO);
    interruption.allow(FOR_EVER);

    assertThat(waits(interruption)).isTrue();
  }

  @Test
  void doesNotWaitWithoutPatience() throws InterruptedException {
    assertThat(waits(new Interruption(Duration.ZERO))).isFalse();
  }

  /** True if a signal that comes in the middle of the work waits for its end. */
  private static boolean waits(Interruption interruption) throws InterruptedException {
    Thread signal = new Thread(interruption::signal);
    boolean[] waits = new boolean[1];
    interruption.exitWith(
        () -> {
          signal.start();
          while (!isSettled(signal.getState())) {
            Thread.onSpinWait();
          }
          waits[0] = signal.isAlive();
          return 0;
        });
    signal.join();
    return waits[0];
  }

  private static boolean isSettled(Thread.State state) {
    return state == Thread.State.TIMED_WAITING || state == Thread.State.TERMINATED;
  }
}
