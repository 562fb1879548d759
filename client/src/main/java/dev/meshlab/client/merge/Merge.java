package dev.meshlab.client.merge;

import dev.meshlab.client.histogram.EncodedHistograms;
import dev.meshlab.client.report.Asked;
import dev.meshlab.client.report.Counts;
import dev.meshlab.client.report.Ending;
import dev.meshlab.client.report.Lag;
import dev.meshlab.client.report.Latencies;
import dev.meshlab.client.report.LatencySummary;
import dev.meshlab.client.report.Report;
import dev.meshlab.client.report.ServerDescription;
import dev.meshlab.client.report.Spread;
import dev.meshlab.client.report.WarmUpReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The sum of reports of clients that called at the same time: counts and histograms are added, and
 * nothing is averaged.
 */
public final class Merge {

  private Merge() {}

  /**
   * One report of all.
   *
   * @param reports at least one; each has its histograms
   */
  public static Report of(List<Report> reports) {
    return reports.stream()
        .sorted(Comparator.comparing(Report::started))
        .reduce(Merge::of)
        .orElseThrow(() -> new IllegalArgumentException("nothing to merge"));
  }

  /** True if a report has the histograms of its latencies; an older client wrote none. */
  public static boolean hasHistograms(Report report) {
    Latencies latency = report.latency();
    return EncodedHistograms.summary(latency.histograms().fromIntendedStart())
        .equals(latency.fromIntendedStart());
  }

  /** True if each client began before the first of them ended. */
  public static boolean isConcurrent(List<Report> reports) {
    Instant begin = reports.stream().map(Report::started).max(Instant::compareTo).orElseThrow();
    return reports.stream().map(Report::ended).allMatch(end -> !end.isBefore(begin));
  }

  private static Report of(Report first, Report second) {
    Counts counts = first.counts().plus(second.counts());
    SortedMap<String, ServerDescription> servers = union(second.servers(), first.servers());
    return new Report(
        asked(first.asked(), second.asked()),
        warmUp(first.warmUp(), second.warmUp()),
        first.started(),
        elapsed(first, second),
        counts,
        Stream.of(first, second).flatMap(each -> each.perConnection().stream()).toList(),
        servers,
        EncodedHistograms.latencies(
            EncodedHistograms.sum(first.latency().histograms(), second.latency().histograms())),
        ending(first.ending(), second.ending()),
        Spread.of(counts, servers),
        lag(first, second),
        first.abandoned() + second.abandoned(),
        union(second.errors(), first.errors()));
  }

  private static Asked asked(Asked a, Asked b) {
    LinkedHashSet<String> metadata = new LinkedHashSet<>(a.metadata());
    metadata.addAll(b.metadata());
    return new Asked(
        either(a.rpc(), b.rpc()),
        either(a.method(), b.method()),
        a.connections() + b.connections(),
        a.concurrency() + b.concurrency(),
        a.rate() + b.rate(),
        a.maxInFlight() + b.maxInFlight(),
        a.calls() == 0 || b.calls() == 0 ? 0 : a.calls() + b.calls(),
        longer(a.duration(), b.duration()),
        Math.max(a.messages(), b.messages()),
        longer(a.deadline(), b.deadline()),
        longer(a.grace(), b.grace()),
        new ArrayList<>(metadata),
        Math.max(a.payloadBytes(), b.payloadBytes()),
        a.keys().isEmpty() ? b.keys() : b.keys().isEmpty() ? a.keys() : either(a.keys(), b.keys()));
  }

  private static String either(String a, String b) {
    return Stream.of(a.split(", "), b.split(", "))
        .flatMap(Stream::of)
        .distinct()
        .reduce((one, other) -> one + ", " + other)
        .orElse("");
  }

  private static WarmUpReport warmUp(WarmUpReport a, WarmUpReport b) {
    return new WarmUpReport(
        a.calls() + b.calls(),
        a.ok() + b.ok(),
        longer(a.elapsed(), b.elapsed()),
        a.gaveUp() || b.gaveUp());
  }

  /** From the first start to the last end. */
  private static Duration elapsed(Report first, Report second) {
    Instant end = first.ended().isAfter(second.ended()) ? first.ended() : second.ended();
    return Duration.between(first.started(), end);
  }

  /** The slower end, since a backlog of one client is one of the whole. */
  private static Ending ending(Ending a, Ending b) {
    LatencySummary slower =
        a.latency().p90Micros() < b.latency().p90Micros() ? b.latency() : a.latency();
    return new Ending(slower, a.notStarted() + b.notStarted());
  }

  private static Lag lag(Report a, Report b) {
    double calls = a.calls() + b.calls();
    double mean =
        calls == 0
            ? 0
            : (a.lag().meanMicros() * a.calls() + b.lag().meanMicros() * b.calls()) / calls;
    return new Lag(
        mean, Math.max(a.lag().maxMicros(), b.lag().maxMicros()), a.lag().late() + b.lag().late());
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? b : a;
  }

  /** All entries; those of the second map win. */
  private static <V> SortedMap<String, V> union(SortedMap<String, V> a, SortedMap<String, V> b) {
    SortedMap<String, V> union = new TreeMap<>(a);
    union.putAll(b);
    return union;
  }
}
