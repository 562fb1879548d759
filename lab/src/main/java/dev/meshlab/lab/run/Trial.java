package dev.meshlab.lab.run;

import dev.meshlab.client.load.WarmUpLimit;
import dev.meshlab.client.report.Report;
import dev.meshlab.lab.cast.Target;
import dev.meshlab.lab.ledger.PodLedgers;
import dev.meshlab.lab.plane.LoadDriver;
import dev.meshlab.lab.plane.Progress;
import dev.meshlab.lab.plane.RunningPlane;
import dev.meshlab.lab.prediction.PodLabels;
import dev.meshlab.lab.prediction.Prediction;
import dev.meshlab.lab.report.PlaneReport;
import dev.meshlab.lab.verdict.FailingCalls;
import dev.meshlab.lab.verdict.Judge;
import dev.meshlab.lab.verdict.Observation;
import dev.meshlab.lab.verdict.Verdict;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The measurement of a target on a plane: predict, warm up, read the ledgers, drive the load, read
 * the ledgers again, judge. {@link #stop} may be called from any thread; the rest belongs to one.
 */
public final class Trial {

  /** The time that a connection may take to hear from every pod that it should reach. */
  private static final Duration CONNECTED = Duration.ofSeconds(20);

  private final PodLedgers pods;
  private final WarmUpLimit limit;

  /** The planes whose code the JVM has compiled. */
  private final Set<String> warm;

  private final AtomicReference<@Nullable LoadDriver> running = new AtomicReference<>();
  private volatile boolean stopped;

  /**
   * @param limit how much to warm up on each plane
   */
  public Trial(PodLedgers pods, WarmUpLimit limit) {
    this(pods, limit, new HashSet<>());
  }

  /**
   * @param warm the planes whose code the JVM has compiled, by name; more are added
   */
  Trial(PodLedgers pods, WarmUpLimit limit, Set<String> warm) {
    this.pods = pods;
    this.limit = limit;
    this.warm = warm;
  }

  /**
   * Ends the load that is running, and all that would follow; what was counted so far is still
   * reported.
   */
  public void stop() {
    stopped = true;
    Optional.ofNullable(running.get()).ifPresent(LoadDriver::stop);
  }

  /**
   * Measures what the plane does with the calls.
   *
   * @param unplayed why the verdict is unknown, whatever is measured; empty where it is not
   */
  public Measured measure(
      RunningPlane plane, Request request, Optional<String> unplayed, Progress progress)
      throws InterruptedException {
    String target = request.target().toString();
    Optional<String> leftOut = plane.predictor().leavesOut(request.target());
    if (leftOut.isPresent()) {
      return Measured.not(PlaneReport.leftOut(plane.name(), target, request.line(), leftOut.get()));
    }
    try (LoadDriver driver = plane.driver(request.target(), request.load(), limit)) {
      running.set(driver);
      if (stopped) {
        return Measured.not(PlaneReport.interrupted(plane.name(), target, request.line()));
      }
      // the place of a client in a cluster, and so the prediction, is known once it is there
      Prediction prediction = prediction(plane, request);
      return measure(plane, request, unplayed, prediction, driver, progress);
    } finally {
      running.set(null);
    }
  }

  /** The plane's own prediction, with the deadline and the faults that the user asks for. */
  private Prediction prediction(RunningPlane plane, Request request) {
    return request.predicted(plane.predictor(), pods.labels());
  }

  private Measured measure(
      RunningPlane plane,
      Request request,
      Optional<String> unplayed,
      Prediction configured,
      LoadDriver driver,
      Progress progress)
      throws InterruptedException {
    warmUp(plane, configured, driver, progress);
    Window window = Window.measure(plane, request.target(), configured, driver, pods, progress);
    PodLabels labels = labels(request.target(), configured, window.report());
    Observation seen = MeasurementAssembly.observation(window.report(), window.ledgers(), labels);
    PlaneReport report =
        PlaneReport.measured(
            plane.name(),
            request.target().toString(),
            request.line(),
            window.trouble().orElse(null),
            MeasurementAssembly.measurement(
                request.load(),
                labels,
                window.report(),
                window.prediction(),
                window.ejections(),
                verdict(
                    unplayed.or(() -> request.unpredictable(plane.predictor())),
                    window.trouble(),
                    window.prediction(),
                    seen),
                unplayed.isPresent()
                    ? null
                    : FailingCalls.seen(window.prediction(), seen).orElse(null),
                window.ledgers()));
    return new Measured(report, Optional.of(seen), window.broken());
  }

  /** Connects the channels to the pods that they should reach, and warms up the JVM. */
  private void warmUp(
      RunningPlane plane, Prediction configured, LoadDriver driver, Progress progress)
      throws InterruptedException {
    progress.now("warming up");
    int servers = configured.serversOfOneConnection();
    if (servers > 0 && driver.connect(servers, CONNECTED)) {
      plane.awaitInForce();
    }
    if ((driver.isCold() || !warm.contains(plane.name())) && driver.warmUp()) {
      warm.add(plane.name());
    }
  }

  private static Verdict verdict(
      Optional<String> unplayed,
      Optional<String> trouble,
      Prediction prediction,
      Observation seen) {
    return unplayed
        .or(() -> trouble.map(reason -> "the prediction no longer applies: " + reason))
        .map(Verdict::unknown)
        .orElseGet(() -> Judge.judge(prediction, seen));
  }

  /** The pods that the target leads to, or the rules do, or that answered; not the whole mesh's. */
  private PodLabels labels(Target target, Prediction prediction, Report report) {
    Set<String> concerned = new HashSet<>(pods.behind(target));
    concerned.addAll(prediction.servers());
    concerned.addAll(MeasurementAssembly.finishedByServer(report).keySet());
    return pods.labels().only(concerned);
  }
}
