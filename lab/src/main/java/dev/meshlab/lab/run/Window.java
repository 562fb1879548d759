package dev.meshlab.lab.run;

import dev.meshlab.client.report.Report;
import dev.meshlab.lab.cast.Target;
import dev.meshlab.lab.ledger.PodLedgers;
import dev.meshlab.lab.plane.LoadDriver;
import dev.meshlab.lab.plane.Progress;
import dev.meshlab.lab.plane.RunningPlane;
import dev.meshlab.lab.prediction.Ejection;
import dev.meshlab.lab.prediction.Prediction;
import dev.meshlab.lab.verdict.Ledgers;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * The calls that count, and what was read before and after them.
 *
 * @param prediction without the pods that were ejected when the first call was made
 * @param ejections those pods
 * @param report the client's counts
 * @param ledgers the counts of the client, the servers and Envoy
 * @param broken the part of the lab that broke meanwhile; empty where none did
 * @param trouble the reason why the prediction no longer applies; empty while it does
 */
record Window(
    Prediction prediction,
    Set<Ejection> ejections,
    Report report,
    Ledgers ledgers,
    Optional<String> broken,
    Optional<String> trouble) {

  private static final Duration INTERVAL = Duration.ofMillis(250);

  /** Drives the load, over channels that are warm. */
  static Window measure(
      RunningPlane plane,
      Target target,
      Prediction configured,
      LoadDriver driver,
      PodLedgers pods,
      Progress progress)
      throws InterruptedException {
    Set<Ejection> ejections = plane.ejections(target);
    Prediction prediction = configured.without(ejections);
    LedgerReading before = LedgerReading.take(plane, target, pods);
    Report report = drive(plane, driver, progress);
    Ledgers ledgers =
        LedgerReading.take(plane, target, pods)
            .since(
                before,
                MeasurementAssembly.finishedByServer(report),
                MeasurementAssembly.unanswered(report),
                prediction.mostCopies(report.calls()));
    Optional<String> broken = plane.broken().or(pods::lost);
    Optional<String> trouble = broken.or(() -> changed(ejections, plane.ejections(target)));
    return new Window(prediction, ejections, report, ledgers, broken, trouble);
  }

  private static Report drive(RunningPlane plane, LoadDriver driver, Progress progress) {
    return driver.run(
        INTERVAL,
        interval -> {
          progress.now("measuring", interval.end().toMillis() + " ms");
          stopWithout(plane, driver);
        });
  }

  /** A plane that is gone fails calls by the ten thousand, and each says the same as the first. */
  private static void stopWithout(RunningPlane plane, LoadDriver driver) {
    if (plane.broken().isPresent()) {
      driver.stop();
    }
  }

  private static Optional<String> changed(Set<Ejection> before, Set<Ejection> after) {
    return before.equals(after)
        ? Optional.empty()
        : Optional.of("outlier detection ejected pods meanwhile, or took them back");
  }
}
