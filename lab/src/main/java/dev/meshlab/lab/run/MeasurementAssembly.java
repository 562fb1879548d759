package dev.meshlab.lab.run;

import dev.meshlab.client.load.Load;
import dev.meshlab.client.report.LatencySummary;
import dev.meshlab.client.report.Report;
import dev.meshlab.client.report.Spread;
import dev.meshlab.lab.prediction.Ejection;
import dev.meshlab.lab.prediction.PodLabels;
import dev.meshlab.lab.prediction.Prediction;
import dev.meshlab.lab.report.Counts;
import dev.meshlab.lab.report.Measurement;
import dev.meshlab.lab.report.Window;
import dev.meshlab.lab.verdict.FailingCalls;
import dev.meshlab.lab.verdict.Ledgers;
import dev.meshlab.lab.verdict.Observation;
import dev.meshlab.lab.verdict.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A client's report in the terms of the verdict and of the lab's own report. */
public final class MeasurementAssembly {

  private MeasurementAssembly() {}

  static Observation observation(Report report, Ledgers ledgers, PodLabels pods) {
    return new Observation(
        report.replies(),
        List.copyOf(report.perConnection()),
        Map.copyOf(report.failures()),
        ledgers.attempts(),
        pods,
        Map.copyOf(report.counts().keys()),
        report.splitStreams(),
        Set.of(),
        report.errors());
  }

  /** Calls that the client saw finished, by the server that named itself in the answer. */
  static SortedMap<String, Long> finishedByServer(Report report) {
    SortedMap<String, Long> finished = new TreeMap<>(report.replies());
    report
        .failures()
        .forEach(
            (uuid, statuses) -> {
              if (!uuid.isEmpty()) {
                statuses.values().forEach(count -> finished.merge(uuid, count, Long::sum));
              }
            });
    finished.values().removeIf(count -> count == 0);
    return finished;
  }

  /** Calls that failed without a server naming itself. */
  static long unanswered(Report report) {
    return report.failures().getOrDefault("", new TreeMap<>()).values().stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  static Measurement measurement(
      Load load,
      PodLabels pods,
      Report report,
      Prediction prediction,
      Set<Ejection> ejections,
      Verdict verdict,
      @Nullable FailingCalls failing,
      Ledgers ledgers) {
    return new Measurement(
        window(load, report),
        counts(report, pods, prediction),
        Measurement.Predicted.of(prediction, pods),
        Measurement.Judgement.of(verdict),
        failing,
        new TreeSet<>(ejections.stream().map(Ejection::uuid).toList()),
        Measurement.LedgerReport.of(ledgers, pods),
        new Measurement.Latency(
            percentiles(report.latency().fromIntendedStart()),
            percentiles(report.latency().fromActualStart())));
  }

  private static Window window(Load load, Report report) {
    return new Window(
        report.calls(),
        load.connections(),
        new Window.WarmUp(report.warmUp().calls(), seconds(report.warmUp().elapsed())),
        seconds(report.elapsed()));
  }

  private static Counts counts(Report report, PodLabels pods, Prediction prediction) {
    return new Counts(
        report.replies(),
        new TreeMap<>(pods.byUuid()),
        report.statuses(),
        report.errors(),
        new Counts.Streams(
            report.streamMessages(),
            report.splitStreams(),
            report.outOfSequence(),
            report.missing()),
        spread(report, prediction));
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }

  /**
   * Of all pods that could have answered, not only of those that did, which is all that a client
   * knows.
   */
  private static Counts.Spread spread(Report report, Prediction prediction) {
    Spread spread = Spread.of(report.replies().values(), prediction.servers().size());
    return new Counts.Spread(
        spread.entropyBits(), spread.maxEntropyBits(), spread.effectiveServers());
  }

  private static Measurement.Percentiles percentiles(LatencySummary latency) {
    return new Measurement.Percentiles(
        latency.meanMicros(),
        latency.p50Micros(),
        latency.p90Micros(),
        latency.p99Micros(),
        latency.maxMicros());
  }
}
