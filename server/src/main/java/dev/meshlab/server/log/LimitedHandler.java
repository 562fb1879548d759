package dev.meshlab.server.log;

import java.io.PrintStream;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;

/** Writes what {@link Limit} admits, and counts of the rest. */
final class LimitedHandler extends Handler {
  private final PrintStream out;
  private final LongSupplier nanoTime;
  private final Limit limit = new Limit();

  LimitedHandler(PrintStream out, LongSupplier nanoTime) {
    this.out = out;
    this.nanoTime = nanoTime;
  }

  @Override
  public synchronized void publish(LogRecord event) {
    if (isLoggable(event)) {
      write(
          switch (limit.admit(event, nanoTime.getAsLong())) {
            case FIRST -> LineFormat.line(event) + LineFormat.trace(event);
            case AGAIN -> LineFormat.line(event);
            case COUNTED -> "";
          });
    }
  }

  /** Writes the counts of the periods that are over. */
  synchronized void tick() {
    write(limit.due(nanoTime.getAsLong()));
  }

  /** Writes all counts. */
  @Override
  public synchronized void flush() {
    write(limit.rest(nanoTime.getAsLong()));
  }

  private void write(List<Count> counts) {
    counts.forEach(count -> write(count.line()));
  }

  private void write(String lines) {
    out.print(lines);
    out.flush();
  }

  @Override
  public void close() {
    flush();
  }
}
