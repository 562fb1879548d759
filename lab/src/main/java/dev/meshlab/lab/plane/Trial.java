package dev.meshlab.lab.plane;

import dev.meshlab.client.load.Load;
import dev.meshlab.client.load.LoadGenerator;
import dev.meshlab.client.report.Interval;
import dev.meshlab.client.report.Report;
import dev.meshlab.lab.report.PlaneReport;
import dev.meshlab.lab.report.Status;
import dev.meshlab.lab.verdict.CallShape;
import dev.meshlab.lab.verdict.Judge;
import dev.meshlab.lab.verdict.Ledgers;
import dev.meshlab.lab.verdict.Prediction;
import dev.meshlab.lab.verdict.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Measures a target on a plane: predict, warm up, read the ledgers, drive the load, read the
 * ledgers again, judge. {@link #stop} may be called from any thread; the rest belongs to one.
 */
public final class Trial {

  /**
   * How long a connection may take to hear from every pod that it should reach. Above the 15 s for
   * which grpc-java holds back the first calls when a route names a cluster that does not exist
   * (its XdsClient's resource timer).
   */
  private static final Duration WARM_UP = Duration.ofSeconds(20);

  private static final Duration INTERVAL = Duration.ofMillis(250);

  private final Load load;
  private final PodLedgers pods;
  private final Progress progress;
  private final AtomicReference<@Nullable LoadGenerator> running = new AtomicReference<>();
  private volatile boolean stopped;

  public Trial(Load load, PodLedgers pods, Progress progress) {
    this.load = load;
    this.pods = pods;
    this.progress = progress;
  }

  /**
   * Ends the load that is running, and all that would follow; what was counted so far is still
   * reported.
   */
  public void stop() {
    stopped = true;
    Optional.ofNullable(running.get()).ifPresent(LoadGenerator::stop);
  }

  /** What the plane does with calls to the target. */
  public PlaneReport measure(Plane plane, Target target) throws InterruptedException {
    Prediction prediction = plane.predict(target, shape(target));
    try (LoadGenerator generator = new LoadGenerator(load, plane.channels(target))) {
      running.set(generator);
      if (stopped) {
        return PlaneReport.interrupted(plane.name(), target.toString());
      }
      return measure(plane, target, prediction, generator);
    } finally {
      running.set(null);
    }
  }

  private PlaneReport measure(
      Plane plane, Target target, Prediction prediction, LoadGenerator generator)
      throws InterruptedException {
    int servers = prediction.serversOfOneConnection();
    if (servers > 0) {
      progress.now(plane.name() + ": warming up");
      if (generator.warmUp(servers, WARM_UP)) {
        plane.awaitInForce();
      }
    }
    LedgerReading before = LedgerReading.take(plane, target, pods);
    Report report = generator.run(INTERVAL, interval -> watch(plane, interval, generator));
    Ledgers ledgers =
        LedgerReading.take(plane, target, pods)
            .since(before, Measured.finishedByServer(report), Measured.unanswered(report));
    Optional<String> trouble = plane.broken().or(pods::lost);
    Verdict verdict =
        trouble
            .map(reason -> Verdict.unknown("the prediction no longer applies: " + reason))
            .orElseGet(() -> Judge.judge(prediction, Measured.observation(report)));
    return new PlaneReport(
        plane.name(),
        target.toString(),
        Status.MEASURED,
        trouble.orElse(null),
        Measured.measurement(load, pods.descriptions(), report, prediction, verdict, ledgers));
  }

  /**
   * A plane that is gone fails calls by the ten thousand, none of which says more than the first.
   */
  private void watch(Plane plane, Interval interval, LoadGenerator generator) {
    progress.now(plane.name() + ": measuring, " + interval.end().toMillis() + " ms");
    if (plane.broken().isPresent()) {
      generator.stop();
    }
  }

  private CallShape shape(Target target) {
    return new CallShape(
        target.authority(), target.port(), "/" + load.kind().fullMethodName(), metadata());
  }

  private List<Map.Entry<String, String>> metadata() {
    return load.metadata().stream().map(entry -> Map.entry(entry.key(), entry.value())).toList();
  }
}
