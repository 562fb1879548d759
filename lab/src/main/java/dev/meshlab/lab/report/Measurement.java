package dev.meshlab.lab.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.meshlab.lab.prediction.Interventions;
import dev.meshlab.lab.prediction.PodLabels;
import dev.meshlab.lab.prediction.Prediction;
import dev.meshlab.lab.verdict.FailingCalls;
import dev.meshlab.lab.verdict.Finding;
import dev.meshlab.lab.verdict.Ledgers;
import dev.meshlab.lab.verdict.Verdict;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The counts of one plane, compared with its prediction.
 *
 * @param window the time in which calls counted
 * @param counts what the client saw
 * @param prediction what was predicted; null when nothing was measured
 * @param judgement whether the counts agree with it
 * @param failing calls that fail although nothing asks them to; null where none does
 * @param ejected pods that outlier detection had ejected before the first call counted, by UUID
 * @param ledgers three counts of the same calls
 * @param latency in microseconds, from the intended start and from the actual one
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Measurement(
    @JsonUnwrapped Window window,
    @JsonUnwrapped Counts counts,
    @Nullable Predicted prediction,
    @JsonUnwrapped Judgement judgement,
    @Nullable FailingCalls failing,
    SortedSet<String> ejected,
    LedgerReport ledgers,
    Latency latency) {

  /** The report of a plane that was not measured. */
  public static final Measurement NOTHING =
      unmeasured(Window.closed(0), Counts.none(PodLabels.NONE), null, null);

  /** A prediction that is not held against anything. */
  public static Measurement predicted(Prediction prediction, PodLabels pods, int connections) {
    return unmeasured(
        Window.closed(connections),
        Counts.none(pods),
        Predicted.of(prediction, pods),
        FailingCalls.predicted(prediction).orElse(null));
  }

  /** The same where no call fails against anyone's will. */
  Measurement withoutFailing() {
    return new Measurement(window, counts, prediction, judgement, null, ejected, ledgers, latency);
  }

  /** The same, judged by more findings too. */
  Measurement with(List<Finding> more) {
    return new Measurement(
        window, counts, prediction, judgement.with(more), failing, ejected, ledgers, latency);
  }

  private static Measurement unmeasured(
      Window window,
      Counts counts,
      @Nullable Predicted prediction,
      @Nullable FailingCalls failing) {
    return new Measurement(
        window,
        counts,
        prediction,
        Judgement.NONE,
        failing,
        new TreeSet<>(),
        new LedgerReport(
            new TreeMap<>(), null, null, List.of(), Interventions.NONE, new TreeMap<>()),
        new Latency(Percentiles.NONE, Percentiles.NONE));
  }

  /**
   * A verdict, as far as it can be written down.
   *
   * @param verdict whether the counts agree with the prediction
   * @param test the test behind the verdict, with its bound or rate of false alarms
   * @param pValue how likely such counts are if the prediction is true; null where chance is not
   *     involved
   * @param findings the statements behind the verdict
   */
  public record Judgement(
      Verdict.Outcome verdict,
      @Nullable String test,
      @Nullable Double pValue,
      List<Finding> findings) {
    static final Judgement NONE = new Judgement(Verdict.Outcome.UNKNOWN, null, null, List.of());

    /** The written form of a verdict. */
    public static Judgement of(Verdict verdict) {
      return new Judgement(verdict.outcome(), verdict.test(), verdict.pValue(), verdict.findings());
    }

    /** One finding that does not hold turns the verdict; what is unknown stays so. */
    private Judgement with(List<Finding> more) {
      boolean disagrees =
          verdict != Verdict.Outcome.UNKNOWN && !more.stream().allMatch(Finding::holds);
      return new Judgement(
          disagrees ? Verdict.Outcome.DISAGREES : verdict,
          test,
          pValue,
          Stream.concat(findings.stream(), more.stream()).toList());
    }
  }

  /**
   * A prediction, as far as it can be written down.
   *
   * @param model the name of the model
   * @param brief the same where there is little room
   * @param sentence the prediction in words
   * @param shares the expected part of the replies by UUID; null where the model leaves it to
   *     chance
   * @param servers the pods that can answer, by UUID
   * @param retryOn the conditions of the route's retries, as xDS has them; empty without retries
   * @param denied whether policies of the pods refuse every call
   */
  public record Predicted(
      String model,
      @JsonIgnore String brief,
      String sentence,
      @Nullable SortedMap<String, Double> shares,
      SortedSet<String> servers,
      String retryOn,
      @JsonIgnore boolean denied) {
    /** The written form of a prediction. */
    public static Predicted of(Prediction prediction, PodLabels pods) {
      return new Predicted(
          prediction.model().full(),
          prediction.model().brief(),
          prediction.sentence(pods),
          prediction.shares().<SortedMap<String, Double>>map(TreeMap::new).orElse(null),
          new TreeSet<>(prediction.servers()),
          prediction.retryOn(),
          prediction.isDenied());
    }
  }

  /**
   * The three counts, and where they differ.
   *
   * @param client what the client saw finished, by UUID
   * @param servers what the servers ended; null inside when a pod took its count with it
   * @param envoy what Envoy forwarded; null on a plane without Envoy
   * @param gaps a sentence for each difference
   * @param interventions attempts of which the client has not heard: made again, ended, refused
   * @param retriedAt where those failed, by UUID; empty where that is not known for certain
   */
  public record LedgerReport(
      SortedMap<String, Long> client,
      @Nullable SortedMap<String, @Nullable Long> servers,
      @Nullable SortedMap<String, Long> envoy,
      List<String> gaps,
      @JsonUnwrapped Interventions interventions,
      SortedMap<String, Long> retriedAt) {
    /** The written form of the ledgers. */
    public static LedgerReport of(Ledgers ledgers, PodLabels pods) {
      return new LedgerReport(
          ledgers.client(),
          ledgers.servers(),
          ledgers.envoy(),
          ledgers.gaps(pods),
          ledgers.interventions(),
          ledgers.retriedAt());
    }
  }

  /**
   * Latency in microseconds.
   *
   * @param fromIntended from when the call was meant to start, so that a stalled generator hides
   *     nothing
   * @param fromActual from when it did start
   */
  public record Latency(Percentiles fromIntended, Percentiles fromActual) {}

  /** Percentiles in microseconds. */
  public record Percentiles(double mean, long p50, long p90, long p99, long max) {
    static final Percentiles NONE = new Percentiles(0, 0, 0, 0, 0);
  }
}
