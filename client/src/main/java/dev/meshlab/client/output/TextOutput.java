package dev.meshlab.client.output;

import dev.meshlab.client.report.Asked;
import dev.meshlab.client.report.Interval;
import dev.meshlab.client.report.LatencySummary;
import dev.meshlab.client.report.Report;
import java.io.IOException;
import java.io.Writer;
import java.util.Map;
import java.util.TreeMap;

/** A line an interval, and a summary at the end, for a person. */
public final class TextOutput implements Output {

  private final Writer out;

  public TextOutput(Writer out) {
    this.out = out;
  }

  @Override
  public void config(Config config) throws IOException {
    Asked asked = config.asked();
    String pace =
        asked.rate() > 0
            ? Words.number(asked.rate()) + " calls a second"
            : asked.concurrency() + " calls in flight";
    String connections =
        asked.connections() == 1 ? "1 connection" : asked.connections() + " connections";
    write(
        asked.method()
            + " at "
            + config.target()
            + ": "
            + pace
            + " over "
            + connections
            + warmUp(config)
            + "\n");
  }

  private static String warmUp(Config config) {
    return config.warmUpTime().isZero()
        ? ", without a warm-up"
        : ", after a warm-up of up to " + Words.seconds(config.warmUpTime());
  }

  @Override
  public void interval(Interval interval) throws IOException {
    String line =
        Words.format(
            "%8s  %7.0f/s  p50 %9s  p99 %9s  %s  %s  %s",
            Words.seconds(interval.end()),
            interval.rate(),
            Words.millis(interval.latency(), LatencySummary::p50Micros),
            Words.millis(interval.latency(), LatencySummary::p99Micros),
            Words.spread(interval.spread()),
            Words.all(repliesByName(interval)),
            Words.occurred(failures(interval)));
    write(line.stripTrailing() + "\n");
  }

  private static Map<String, Long> repliesByName(Interval interval) {
    Map<String, Long> replies = new TreeMap<>();
    interval
        .counts()
        .replies()
        .forEach((uuid, n) -> replies.merge(Words.server(uuid, interval.servers()), n, Long::sum));
    return replies;
  }

  private static Map<String, Long> failures(Interval interval) {
    Map<String, Long> failures = new TreeMap<>(interval.counts().statuses());
    failures.remove("OK");
    return failures;
  }

  @Override
  public void report(Report report) throws IOException {
    write("\n" + Summary.of(report));
  }

  private void write(String text) throws IOException {
    out.write(text);
    out.flush();
  }
}
