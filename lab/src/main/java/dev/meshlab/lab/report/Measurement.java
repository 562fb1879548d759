package dev.meshlab.lab.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.meshlab.lab.prediction.PodLabel;
import dev.meshlab.lab.prediction.PodLabels;
import dev.meshlab.lab.prediction.Prediction;
import dev.meshlab.lab.verdict.FailingCalls;
import dev.meshlab.lab.verdict.Finding;
import dev.meshlab.lab.verdict.Ledgers;
import dev.meshlab.lab.verdict.Verdict;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The counts of one plane, compared with its prediction.
 *
 * @param calls finished calls
 * @param connections connections that the client kept open
 * @param warmUp the calls that came before the window
 * @param seconds how long the window was open
 * @param replies calls answered OK, by UUID
 * @param pods who is behind a UUID
 * @param statuses finished calls by gRPC status name
 * @param errors the first message seen for each status other than OK
 * @param streams what the streams showed
 * @param spread how even the replies are
 * @param prediction what was predicted; null when nothing was measured
 * @param verdict whether the counts agree with it
 * @param test the test behind the verdict, with its bound or rate of false alarms
 * @param pValue how likely such counts are if the prediction is true; null where chance is not
 *     involved
 * @param findings the statements behind the verdict
 * @param failing calls that fail although nothing asks them to; null where none does
 * @param ejected pods that outlier detection had ejected before the first call counted, by UUID
 * @param ledgers three counts of the same calls
 * @param latency in microseconds, from the intended start and from the actual one
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Measurement(
    long calls,
    int connections,
    WarmUp warmUp,
    double seconds,
    SortedMap<String, Long> replies,
    SortedMap<String, PodLabel> pods,
    SortedMap<String, Long> statuses,
    Map<String, String> errors,
    Streams streams,
    Spread spread,
    @Nullable Predicted prediction,
    Verdict.Outcome verdict,
    @Nullable String test,
    @Nullable Double pValue,
    List<Finding> findings,
    @Nullable FailingCalls failing,
    SortedSet<String> ejected,
    LedgerReport ledgers,
    Latency latency) {

  /** The report of a plane that was not measured. */
  public static final Measurement NOTHING =
      new Measurement(
          0,
          0,
          WarmUp.NONE,
          0,
          new TreeMap<>(),
          new TreeMap<>(),
          new TreeMap<>(),
          Map.of(),
          new Streams(new TreeMap<>(), 0, 0, 0),
          new Spread(0, 0, 0),
          null,
          Verdict.Outcome.UNKNOWN,
          null,
          null,
          List.of(),
          null,
          new TreeSet<>(),
          new LedgerReport(new TreeMap<>(), null, null, List.of(), 0, new TreeMap<>()),
          new Latency(Percentiles.NONE, Percentiles.NONE));

  /** A prediction that is not held against anything. */
  public static Measurement predicted(Prediction prediction, PodLabels pods, int connections) {
    return new Measurement(
        0,
        connections,
        WarmUp.NONE,
        0,
        new TreeMap<>(),
        new TreeMap<>(pods.byUuid()),
        new TreeMap<>(),
        Map.of(),
        NOTHING.streams(),
        NOTHING.spread(),
        Predicted.of(prediction, pods),
        Verdict.Outcome.UNKNOWN,
        null,
        null,
        List.of(),
        FailingCalls.predicted(prediction).orElse(null),
        new TreeSet<>(),
        NOTHING.ledgers(),
        NOTHING.latency());
  }

  /**
   * A prediction, as far as it can be written down.
   *
   * @param model the model's short name
   * @param sentence the prediction in words
   * @param shares the expected part of the replies by UUID; null where the model leaves it to
   *     chance
   * @param servers the pods that can answer, by UUID
   * @param retryOn the conditions of the route's retries, as xDS has them; empty without retries
   */
  public record Predicted(
      String model,
      String sentence,
      @Nullable SortedMap<String, Double> shares,
      SortedSet<String> servers,
      String retryOn) {
    /** The model's name where there is little room. */
    String shortModel() {
      return model.replace("pinned connections", "pinned").replace("every call fails", "fails");
    }

    /** The written form of a prediction. */
    public static Predicted of(Prediction prediction, PodLabels pods) {
      return new Predicted(
          prediction.model(),
          prediction.sentence(pods),
          prediction.shares().<SortedMap<String, Double>>map(TreeMap::new).orElse(null),
          new TreeSet<>(prediction.servers()),
          prediction.retryOn());
    }
  }

  /**
   * Calls that came before the first call that counts, so that the JVM had compiled what the calls
   * use. A plane that has been warmed up is not warmed up again.
   *
   * @param calls that ended; 0 without a warm-up
   * @param seconds how long they took
   */
  public record WarmUp(long calls, double seconds) {
    static final WarmUp NONE = new WarmUp(0, 0);
  }

  /**
   * The messages of streams.
   *
   * @param messages messages received, by UUID
   * @param split streams whose messages came from more than one server
   * @param outOfSequence messages that arrived out of their order
   * @param missing messages that never arrived
   */
  public record Streams(
      SortedMap<String, Long> messages, long split, long outOfSequence, long missing) {}

  /**
   * The evenness of the replies.
   *
   * @param entropyBits Shannon entropy of the replies over the servers
   * @param maxEntropyBits what it would be if all servers answered alike
   * @param effectiveServers the number of equal servers with that entropy
   */
  public record Spread(double entropyBits, double maxEntropyBits, double effectiveServers) {}

  /**
   * The three counts, and where they differ.
   *
   * @param client what the client saw finished, by UUID
   * @param servers what the servers ended; null inside when a pod took its count with it
   * @param envoy what Envoy forwarded; null on a plane without Envoy
   * @param gaps a sentence for each difference
   * @param retries attempts that were made again, of which the client has not heard
   * @param retriedAt where those failed, by UUID; empty where that is not known for certain
   */
  public record LedgerReport(
      SortedMap<String, Long> client,
      @Nullable SortedMap<String, @Nullable Long> servers,
      @Nullable SortedMap<String, Long> envoy,
      List<String> gaps,
      long retries,
      SortedMap<String, Long> retriedAt) {
    /** The written form of the ledgers. */
    public static LedgerReport of(Ledgers ledgers, PodLabels pods) {
      return new LedgerReport(
          ledgers.client(),
          ledgers.servers(),
          ledgers.envoy(),
          ledgers.gaps(pods),
          ledgers.retries(),
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
