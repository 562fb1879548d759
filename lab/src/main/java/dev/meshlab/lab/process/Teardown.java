package dev.meshlab.lab.process;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The started parts of a run, to be stopped in the opposite order. If one part fails to stop, the
 * others are stopped all the same, and the first failure is thrown at the end with the later ones
 * suppressed in it. Closing again does nothing. Safe for use from several threads.
 */
public final class Teardown implements AutoCloseable {
  private final Deque<AutoCloseable> started = new ArrayDeque<>();

  /** Takes charge of a part that runs already, and returns it. */
  public synchronized <T extends AutoCloseable> T add(T part) {
    started.push(part);
    return part;
  }

  @Override
  public void close() {
    Exception failure = null;
    for (AutoCloseable part = next(); part != null; part = next()) {
      try {
        part.close();
      } catch (Exception e) {
        failure = join(failure, e);
      }
    }
    if (failure instanceof RuntimeException unchecked) {
      throw unchecked;
    } else if (failure != null) {
      throw new IllegalStateException("could not stop: " + failure.getMessage(), failure);
    }
  }

  private synchronized @Nullable AutoCloseable next() {
    return started.poll();
  }

  private static Exception join(@Nullable Exception first, Exception later) {
    if (first == null) {
      return later;
    }
    first.addSuppressed(later);
    return first;
  }
}
