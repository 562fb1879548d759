package dev.meshlab.client.output;

import dev.meshlab.client.report.Asked;
import dev.meshlab.client.report.Counts;
import dev.meshlab.client.report.Ending;
import dev.meshlab.client.report.Interval;
import dev.meshlab.client.report.Lag;
import dev.meshlab.client.report.Latencies;
import dev.meshlab.client.report.LatencyHistogram;
import dev.meshlab.client.report.LatencySummary;
import dev.meshlab.client.report.Report;
import dev.meshlab.client.report.ServerDescription;
import dev.meshlab.client.report.Spread;
import dev.meshlab.client.report.WarmUpReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** One run as the outputs get to see it: two servers, one of which fails now and then. */
final class Examples {

  private static final String A = "11111111-aaaa-4aaa-8aaa-aaaaaaaaaaaa";
  private static final String B = "22222222-bbbb-4bbb-8bbb-bbbbbbbbbbbb";

  private static final SortedMap<String, ServerDescription> SERVERS =
      sorted(
          Map.of(
              A, new ServerDescription("server-a", "v1", "zone-1"), B, ServerDescription.UNKNOWN));

  private static final Counts COUNTS =
      new Counts(
          sorted(Map.of(A, 750L, B, 250L)),
          sorted(
              Map.of(
                  "",
                  sorted(Map.of("UNAVAILABLE", 2L)),
                  B,
                  sorted(Map.of("DEADLINE_EXCEEDED", 1L, "UNAVAILABLE", 3L)))),
          sorted(Map.of(A, 7500L, B, 2499L)),
          1,
          2,
          3,
          4,
          sorted(
              Map.of("key-1", sorted(Map.of(A, 500L)), "key-2", sorted(Map.of(A, 250L, B, 250L)))));

  private static final LatencySummary LATENCY =
      new LatencySummary(1000, 1234.5, 1100, 2200, 3300, 44_000);

  private Examples() {}

  static Asked asked(double rate) {
    return new Asked(
        "bidi",
        "meshlab.v1.EchoService/BidiStream",
        2,
        8,
        rate,
        500,
        1008,
        Duration.ofSeconds(30),
        10,
        Duration.ofMillis(1500),
        Duration.ofSeconds(5),
        List.of("rpc-behavior=sleep-10"),
        64,
        "x-user-id=2");
  }

  static Config config(double rate) {
    return new Config(
        "1.2.3",
        "dns:///server:50051",
        "round_robin",
        "",
        false,
        Duration.ofSeconds(1),
        Duration.ofSeconds(8),
        1008,
        true,
        asked(rate));
  }

  static Interval interval() {
    return new Interval(
        Duration.ofSeconds(2),
        Duration.ofSeconds(1),
        COUNTS,
        Spread.of(COUNTS.replies().values(), 2),
        LATENCY,
        SERVERS,
        sorted(Map.of("UNAVAILABLE", "connection refused")));
  }

  static Interval quietInterval() {
    return new Interval(
        Duration.ofSeconds(1),
        Duration.ofSeconds(1),
        Counts.NONE,
        Spread.of(List.of(), 0),
        LatencySummary.NONE,
        sorted(Map.of()),
        sorted(Map.of()));
  }

  static Report report(double rate) {
    return new Report(
        asked(rate),
        new WarmUpReport(700, 699, Duration.ofMillis(3500), false),
        Instant.parse("2026-11-01T12:00:00Z"),
        Duration.ofMillis(2500),
        COUNTS,
        List.of(sorted(Map.of(A, 500L)), sorted(Map.of(A, 250L, B, 250L))),
        SERVERS,
        new Latencies(
            LATENCY,
            new LatencySummary(1000, 1000.5, 1000, 2000, 3000, 4000),
            sorted(Map.of(A, LATENCY, B, LatencySummary.NONE)),
            withoutHistograms()),
        new Ending(LATENCY, COUNTS.notStarted()),
        Spread.of(COUNTS.replies().values(), 2),
        rate > 0 ? new Lag(12.5, 1500, 7) : Lag.NONE,
        2,
        sorted(Map.of("UNAVAILABLE", "Connection refused", "DEADLINE_EXCEEDED", "after 1.5s")));
  }

  private static Latencies.Histograms withoutHistograms() {
    return new Latencies.Histograms(
        LatencyHistogram.NONE,
        LatencyHistogram.NONE,
        sorted(Map.of(A, LatencyHistogram.NONE, B, LatencyHistogram.NONE)));
  }

  static Report emptyReport() {
    return new Report(
        asked(0),
        WarmUpReport.NONE,
        Instant.parse("2026-11-01T12:00:00Z"),
        Duration.ZERO,
        Counts.NONE,
        List.of(sorted(Map.of())),
        sorted(Map.of()),
        Latencies.NONE,
        Ending.NONE,
        Spread.of(List.of(), 0),
        Lag.NONE,
        0,
        sorted(Map.of()));
  }

  /** Thirty pods of a Deployment, with all that a server can say of itself. */
  static SortedMap<String, ServerDescription> fleet() {
    SortedMap<String, ServerDescription> fleet = new TreeMap<>();
    for (int i = 1; i <= 30; i++) {
      fleet.put(
          "%08x-cccc-4ccc-8ccc-cccccccccccc".formatted(i * 0x08000001),
          new ServerDescription(
              "recommendations-canary-7d9c5b6f5d-x2x%02d".formatted(i),
              "v1.2.3-canary",
              "europe-west4-" + "abc".charAt(i % 3)));
    }
    return fleet;
  }

  static Interval fleetInterval() {
    return new Interval(
        Duration.ofSeconds(3),
        Duration.ofSeconds(1),
        fleetCounts(),
        Spread.of(fleetCounts().replies().values(), 30),
        LATENCY,
        fleet(),
        sorted(Map.of()));
  }

  static Interval tenInterval(long each) {
    return interval("abcdef0123", each);
  }

  static Interval podsInterval(int pods) {
    return interval("abcdef0123".substring(0, pods), 10);
  }

  /** Pods as a Deployment names them. */
  private static Interval interval(String digits, long each) {
    SortedMap<String, ServerDescription> ten = new TreeMap<>();
    SortedMap<String, Long> replies = new TreeMap<>();
    for (int i = 0; i < digits.length(); i++) {
      String digit = digits.substring(i, i + 1);
      String uuid = digit.repeat(8) + "-cccc-4ccc-8ccc-cccccccccccc";
      ten.put(uuid, new ServerDescription("server-745c594b7d-6n5x" + digit, "v1", ""));
      replies.put(uuid, each);
    }
    return new Interval(
        Duration.ofSeconds(3),
        Duration.ofSeconds(1),
        new Counts(replies, new TreeMap<>(), new TreeMap<>(), 0, 0, 0, 0),
        Spread.of(replies.values(), ten.size()),
        LATENCY,
        ten,
        sorted(Map.of()));
  }

  static Report fleetReport(double rate) {
    SortedMap<String, LatencySummary> latencies = new TreeMap<>();
    fleet().keySet().forEach(uuid -> latencies.put(uuid, LATENCY));
    return new Report(
        asked(rate),
        WarmUpReport.NONE,
        Instant.parse("2026-11-01T12:00:00Z"),
        Duration.ofMillis(2500),
        fleetCounts(),
        List.of(fleetCounts().replies()),
        fleet(),
        new Latencies(LATENCY, LATENCY, latencies, Latencies.Histograms.NONE),
        new Ending(LATENCY, 0),
        Spread.of(fleetCounts().replies().values(), 30),
        Lag.NONE,
        1,
        sorted(
            Map.of(
                "UNAVAILABLE",
                "io exception: AbstractChannel$AnnotatedConnectException: finishConnect(..) failed"
                    + " with error(-111): Connection refused: checkout.shop.svc.cluster.local/[0:0:0:0:0:0:0:1]:50051")));
  }

  private static Counts fleetCounts() {
    SortedMap<String, Long> replies = new TreeMap<>();
    fleet().keySet().forEach(uuid -> replies.put(uuid, 28L + replies.size()));
    return new Counts(
        replies,
        sorted(Map.of("", sorted(Map.of("UNAVAILABLE", 2L)))),
        sorted(Map.of()),
        0,
        0,
        0,
        12);
  }

  private static <V> SortedMap<String, V> sorted(Map<String, V> map) {
    return new TreeMap<>(map);
  }
}
