package dev.meshlab.lab.plane;

import dev.meshlab.client.report.Interval;
import dev.meshlab.client.report.Report;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The client that makes the calls of one request, in this process or elsewhere. {@link #stop} may
 * be called from any thread; the rest belongs to one.
 */
public interface LoadDriver extends AutoCloseable {

  /**
   * Connects.
   *
   * @param servers how many servers each connection is to hear from
   * @return whether each heard from all of them within the patience
   */
  boolean connect(int servers, Duration patience);

  /** True if its JVM is slow at first, whatever calls this process has made before. */
  boolean isCold();

  /** Makes calls that no report counts; true unless it gave up because they failed. */
  boolean warmUp();

  /**
   * Makes the calls that count.
   *
   * @param onInterval gets what each interval has counted, in this thread
   */
  Report run(Duration interval, Consumer<Interval> onInterval);

  /** Ends what is under way; what was counted so far is still reported. */
  void stop();

  @Override
  void close();
}
