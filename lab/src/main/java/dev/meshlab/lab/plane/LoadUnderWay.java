package dev.meshlab.lab.plane;

import dev.meshlab.client.report.Interval;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** A load that runs in a thread of its own, while another thread does something to its servers. */
public final class LoadUnderWay {

  private final CompletableFuture<Void> load;

  private LoadUnderWay(CompletableFuture<Void> load) {
    this.load = load;
  }

  /**
   * Starts a load.
   *
   * @param stretch after which to say what was counted
   * @param onStretch gets it, in the thread of the load
   * @param onEnd called in that thread when no stretch follows
   */
  public static LoadUnderWay start(
      LoadDriver driver, Duration stretch, Consumer<Interval> onStretch, Runnable onEnd) {
    return new LoadUnderWay(
        CompletableFuture.runAsync(
            () -> {
              try {
                driver.run(stretch, onStretch);
              } finally {
                onEnd.run();
              }
            },
            LoadUnderWay::startThread));
  }

  private static void startThread(Runnable load) {
    Thread thread = new Thread(load, "load-under-change");
    thread.setDaemon(true);
    thread.start();
  }

  /** True if it has ended. */
  public boolean isDone() {
    return load.isDone();
  }

  /** Returns after some time, or when the load has ended. */
  public void await(Duration most) throws InterruptedException {
    try {
      load.get(Math.max(1, most.toMillis()), TimeUnit.MILLISECONDS);
    } catch (TimeoutException goesOn) {
      // and whoever waits looks again
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new CompletionException(e.getCause());
    }
  }
}
