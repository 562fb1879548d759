package dev.meshlab.lab.cluster;

import dev.meshlab.client.output.Config;
import dev.meshlab.client.output.NdjsonInput;
import dev.meshlab.client.output.Output;
import dev.meshlab.client.report.Interval;
import dev.meshlab.client.report.Report;
import dev.meshlab.client.report.Threshold;
import dev.meshlab.client.report.WarmUpReport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The records of a client as its log brings them; one thread reads, and another waits for them. */
final class ClientRecords implements Output {

  private static final int LAST_LINES = 5;

  /** The time that a JVM may take to start on a busy node. */
  private static final Duration START = Duration.ofMinutes(1);

  /** More than a warm-up takes; while calls are made, an interval comes many times a second. */
  private static final Duration SILENCE = Duration.ofSeconds(90);

  /** The time in which a client ends its calls, once it is to stop, and reports them. */
  private static final Duration LAST_REPORT = Duration.ofSeconds(10);

  /** The last element of the queue: no record follows. */
  private record End(String lastLines) {}

  private record Stopped() {}

  private final BlockingQueue<Object> records = new LinkedBlockingQueue<>();

  /** Reads a log to its end. */
  void read(InputStream log) {
    Deque<String> last = new ArrayDeque<>();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(log, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        last.add(line);
        if (last.size() > LAST_LINES) {
          last.remove();
        }
        NdjsonInput.read(line, this);
      }
    } catch (IOException broken) {
      last.add("(the log broke off: " + broken.getMessage() + ")");
    }
    records.add(new End(String.join("\n", last)));
  }

  /** Waits no longer for a record that the client owes, such as the one of its start. */
  void stopWith(CompletableFuture<?> stopped) {
    CompletableFuture<Void> unused = stopped.thenRun(() -> records.add(new Stopped()));
  }

  /** Returns when the client runs. */
  void awaitStart() {
    CompletableFuture<Void> late =
        CompletableFuture.runAsync(
            () -> records.add(new End("(it has written nothing in " + START.toSeconds() + " s)")),
            CompletableFuture.delayedExecutor(START.toSeconds(), TimeUnit.SECONDS));
    try {
      next(Config.class, interval -> {});
    } finally {
      late.cancel(false);
    }
  }

  WarmUpReport warmUp() {
    return next(WarmUpReport.class, interval -> {});
  }

  /** The report, and the intervals before it as they come. */
  Report report(Consumer<Interval> onInterval) {
    return next(Report.class, onInterval);
  }

  private <T> T next(Class<T> kind, Consumer<Interval> onInterval) {
    Duration patience = SILENCE;
    while (true) {
      Object record = take(patience);
      if (kind.isInstance(record)) {
        return kind.cast(record);
      }
      if (record instanceof Interval interval) {
        onInterval.accept(interval);
      } else if (record instanceof End end) {
        throw new ClusterFailed(
            "the client in the cluster made no report; the end of its log says why:\n"
                + end.lastLines());
      } else if (record instanceof Stopped) {
        if (kind != Report.class) {
          throw new CancellationException("interrupted");
        }
        patience = LAST_REPORT;
      }
    }
  }

  private Object take(Duration patience) {
    try {
      Object record = records.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
      if (record == null) {
        throw new ClusterFailed(
            "nothing was heard from the client in the cluster for %d s; see whether its pod and its"
                    .formatted(patience.toSeconds())
                + " node are there, and whether this machine still reaches the cluster");
      }
      return record;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
  }

  @Override
  public void config(Config config) {
    records.add(config);
  }

  @Override
  public void warmedUp(WarmUpReport warmUp) {
    records.add(warmUp);
  }

  @Override
  public void interval(Interval interval) {
    records.add(interval);
  }

  @Override
  public void report(Report report, Optional<Threshold> threshold) {
    records.add(report);
  }
}
