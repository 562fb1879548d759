package dev.meshlab.client.load;

import dev.meshlab.client.pace.Clock;
import dev.meshlab.client.report.Interval;
import dev.meshlab.client.report.Report;
import dev.meshlab.client.report.WarmUpReport;
import io.grpc.Context;
import io.grpc.ManagedChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * A run of the load whose counts are dropped. The same code makes and counts the calls, so that the
 * JIT has compiled it, and the channels are connected, when a run that counts begins. Used once.
 */
final class Rehearsal {

  private static final Duration LOOK = Duration.ofMillis(100);

  /** The failures that may come first where only some of the servers fail. */
  private static final long FAILURES_ALLOWED = 8;

  /**
   * The calls after which HotSpot has begun to optimise all that each call uses
   * (-XX:Tier4CompileThreshold is 15,000 where a queue does not raise it). docs/performance.md has
   * what fewer would leave.
   */
  private static final long CALLS_THAT_COMPILE = 15_000;

  /** In an open loop: a backlog of calls that are slow for being cold would outlast the warm-up. */
  private static final int MOST_IN_FLIGHT = 64;

  /** The calls of a tenth of a second may wait, so that a pause of this machine costs none. */
  private static final double IN_FLIGHT_SECONDS = 0.1;

  private final WarmUpLimit limit;
  private final int connections;
  private final Run run;
  private final KeptRate keptRate;
  private final JitActivity jit = JitActivity.ofThisJvm();
  private final CompletableFuture<Void> over = new CompletableFuture<>();

  /** Ends the calls in flight when it is cancelled (io.grpc.Context, "cancellation"). */
  private final Context.CancellableContext calls = Context.ROOT.withCancellation();

  private long ok;
  private long failed;
  private boolean gaveUp;

  Rehearsal(
      Load load,
      WarmUpLimit limit,
      List<ManagedChannel> channels,
      ChannelFactory factory,
      Clock clock) {
    this.limit = limit;
    connections = load.connections();
    keptRate = new KeptRate(load.rate());
    Load rehearsed =
        load.toBuilder()
            .calls(limit.calls())
            .duration(limit.time())
            .maxInFlight(Math.min(load.maxInFlight(), mostInFlight(load)))
            .build();
    run = new Run(rehearsed, channels, factory, clock);
  }

  private static int mostInFlight(Load load) {
    return (int) Math.max(MOST_IN_FLIGHT, IN_FLIGHT_SECONDS * load.rate());
  }

  /**
   * Runs it; when it returns, no call of it is in flight.
   *
   * @param stopped completes when it is to end early
   */
  WarmUpReport execute(Executor driver, CompletableFuture<Void> stopped) {
    CompletableFuture<Void> stopping = stopped.thenRun(this::end);
    Report report =
        run.execute(
            WarmUpReport.NONE, calls.fixedContextExecutor(driver), over, LOOK, this::lookAt);
    end();
    run.drained().join();
    stopping.cancel(false);
    return new WarmUpReport(report.calls(), report.ok(), report.elapsed(), gaveUp);
  }

  private void lookAt(Interval interval) {
    ok += interval.counts().ok();
    failed += interval.counts().calls() - interval.counts().ok();
    if (!over.isDone() && !allCallsEnded() && (fails() || hangs(interval))) {
      gaveUp = true;
      end();
    }
    boolean isFast = keptRate.isKept(interval);
    if (limit.untilCompiled() && ok >= connections && (isFast ? isCompiled(interval) : isHot())) {
      over.complete(null);
    }
  }

  private boolean isCompiled(Interval interval) {
    return ok >= CALLS_THAT_COMPILE || jit.isCalm(interval.end());
  }

  /** After that many calls it is the target that does not keep up with the rate. */
  private boolean isHot() {
    return ok >= 2 * CALLS_THAT_COMPILE;
  }

  private boolean allCallsEnded() {
    return limit.calls() > 0 && ok + failed == limit.calls();
  }

  private boolean fails() {
    return failed > ok + FAILURES_ALLOWED;
  }

  /** A target that has not answered once when the time is over is not waited for. */
  private boolean hangs(Interval interval) {
    return ok == 0 && interval.end().compareTo(limit.time()) >= 0;
  }

  /** Ends it without waiting for the calls in flight. */
  private void end() {
    over.complete(null);
    calls.cancel(null);
  }
}
