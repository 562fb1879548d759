package dev.meshlab.program;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * An orderly end of work that gets SIGINT or SIGTERM: the work stops early and still reports.
 *
 * <p>The JVM begins to shut down as soon as the signal comes, and would end when its hooks have
 * run. So a hook asks the work to stop and waits for it, but never for longer than the patience;
 * the work goes on meanwhile in the main thread. The JVM then exits with 128 plus the signal, 130
 * for SIGINT and 143 for SIGTERM. A second signal during that time changes nothing: the wait is
 * bounded anyway.
 */
public final class Interruption {

  private final CountDownLatch finished = new CountDownLatch(1);
  private final List<Runnable> actions = new ArrayList<>();
  private Duration patience;
  private boolean come;

  /**
   * An interruption of work that has not begun.
   *
   * @param patience how long the work may take to end; zero for work that need not end in order
   */
  public Interruption(Duration patience) {
    this.patience = patience;
  }

  /** Runs the work and exits with its code, unless a signal has already decided on another. */
  public void exitWith(IntSupplier work) {
    Runtime.getRuntime().addShutdownHook(new Thread(this::signal, "interruption"));
    int code;
    try {
      code = work.getAsInt();
    } finally {
      finished.countDown();
    }
    if (!hasCome()) {
      System.exit(code);
    }
  }

  /** True if a signal has come. */
  public synchronized boolean hasCome() {
    return come;
  }

  /** Changes how long the work may take to end. */
  public synchronized void allow(Duration time) {
    patience = time;
  }

  /** Calls the action when a signal comes; at once if it came already. It must not block. */
  public void then(Runnable action) {
    synchronized (this) {
      actions.add(action);
      if (!come) {
        return;
      }
    }
    action.run();
  }

  /** Returns when the work has ended, or when patience has. */
  void signal() {
    if (finished.getCount() == 0) {
      return;
    }
    come().forEach(Runnable::run);
    try {
      finished.await(patience().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized List<Runnable> come() {
    come = true;
    return List.copyOf(actions);
  }

  private synchronized Duration patience() {
    return patience;
  }
}
