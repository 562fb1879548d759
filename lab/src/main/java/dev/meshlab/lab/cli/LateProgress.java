package dev.meshlab.lab.cli;

import dev.meshlab.mesh.progress.HowFar;
import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;

/**
 * The progress of work that is mostly over in a moment: shown only on a terminal, and only once the
 * work takes longer than that. Safe for use from several threads.
 */
final class LateProgress implements HowFar, AutoCloseable {

  private static final Duration MOMENT = Duration.ofSeconds(2);
  private static final Duration REDRAW = Duration.ofMillis(200);

  private final ProgressLine line;
  private final Timer timer = new Timer("late progress", true);
  private String doing = "";
  private String howFar = "";
  private boolean closed;

  private LateProgress(ProgressLine line) {
    this.line = line;
  }

  static LateProgress on(ProgressLine line) {
    return Terminal.current().progress() ? after(MOMENT, line) : new LateProgress(line);
  }

  /**
   * Progress that shows.
   *
   * @param moment how long it shows nothing
   */
  static LateProgress after(Duration moment, ProgressLine line) {
    LateProgress late = new LateProgress(line);
    late.timer.schedule(late.redraw(), moment.toMillis(), REDRAW.toMillis());
    return late;
  }

  private TimerTask redraw() {
    return new TimerTask() {
      @Override
      public void run() {
        draw();
      }
    };
  }

  @Override
  public synchronized void now(String work, long done, long all) {
    doing = work;
    howFar = all == 0 ? "" : "%d %%".formatted(100 * done / all);
  }

  private synchronized void draw() {
    if (!closed && !doing.isEmpty()) {
      line.now(doing, howFar);
    }
  }

  /** Takes the line away; nothing is drawn any more. */
  @Override
  public synchronized void close() {
    closed = true;
    timer.cancel();
    line.close();
  }
}
