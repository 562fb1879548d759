package dev.meshlab.client.output;

import dev.meshlab.client.report.Interval;
import dev.meshlab.client.report.LatencySummary;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.TreeMap;

/** An interval as a line: when, how many, how fast, who answered, what went wrong. */
final class IntervalLine {

  /** More servers than that are counted, not listed. */
  private static final int MOST_LISTED = 6;

  private static final int INDENT = 10;

  private final Page page;
  private final Interval interval;
  private final Paragraph line;

  private IntervalLine(Page page, Interval interval) {
    this.page = page;
    this.interval = interval;
    String end = Words.format("%8s", Words.seconds(interval.end()));
    line = new Paragraph(page, end, INDENT);
  }

  static String of(Interval interval, Page page) {
    IntervalLine line = new IntervalLine(page, interval);
    line.figures();
    line.replies();
    line.trouble();
    return line.line.text();
  }

  private void figures() {
    line.add(2, Words.format("%7.0f/s", interval.rate()))
        .add(
            2, Words.format("p50 %9s", Words.millis(interval.latency(), LatencySummary::p50Micros)))
        .add(
            2,
            Words.format("p99 %9s", Words.millis(interval.latency(), LatencySummary::p99Micros)));
  }

  private void replies() {
    Map<String, Long> replies = interval.counts().replies();
    if (replies.size() > 1) {
      double effective = interval.spread().effectiveServers();
      line.add(2, Words.format("%.1f/%d servers", effective, replies.size()));
    }
    if (replies.size() > MOST_LISTED) {
      LongSummaryStatistics each =
          replies.values().stream().mapToLong(Long::longValue).summaryStatistics();
      line.add(1, Words.format("with %d to %d each", each.getMin(), each.getMax()));
      return;
    }
    Map<String, Long> named = new TreeMap<>();
    new ServerNames(interval.servers())
        .labels(page, replies.keySet())
        .forEach((uuid, label) -> named.put(label, replies.get(uuid)));
    line.list(2, Words.each(named));
  }

  private void trouble() {
    Map<String, Long> failures = new TreeMap<>(interval.counts().statuses());
    failures.remove("OK");
    failures.values().removeIf(count -> count == 0);
    line.list(2, Words.each(failures));
    if (interval.counts().notStarted() > 0) {
      line.add(2, interval.counts().notStarted() + " not started");
    }
  }
}
