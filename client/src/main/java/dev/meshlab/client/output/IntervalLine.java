package dev.meshlab.client.output;

import static java.util.stream.Collectors.joining;

import dev.meshlab.client.report.Interval;
import dev.meshlab.client.report.LatencySummary;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** An interval as a line: when, how many, how fast, who answered, what went wrong. */
final class IntervalLine {

  /** More servers than that are counted, not listed. */
  static final int MOST_LISTED = 10;

  /** More than that are listed by their UUIDs alone, and the legend has their pods. */
  private static final int MOST_NAMED = 4;

  /** A longer list is summed up, so that a line keeps below 160 characters. */
  private static final int MOST_OF_LIST = 88;

  /** A message of a status is cut behind as many characters. */
  private static final int MOST_OF_MESSAGE = 48;

  private static final int INDENT = 10;

  private final Page page;
  private final ServerColours colours;
  private final Interval interval;
  private final Paragraph line;

  private IntervalLine(Page page, ServerColours colours, Interval interval) {
    this.page = page;
    this.colours = colours;
    this.interval = interval;
    String end = Words.format("%8s", Words.seconds(interval.end()));
    line = new Paragraph(page, end, INDENT);
  }

  static String of(Interval interval, Page page, ServerColours colours) {
    IntervalLine line = new IntervalLine(page, colours, interval);
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
    Optional<List<Piece>> each = lists(replies).filter(IntervalLine::isShort).findFirst();
    if (each.isPresent()) {
      line.pieces(2, each.get());
    } else {
      LongSummaryStatistics counts =
          replies.values().stream().mapToLong(Long::longValue).summaryStatistics();
      line.add(1, Words.format("with %d to %d each", counts.getMin(), counts.getMax()));
    }
  }

  private static boolean isShort(List<Piece> list) {
    return list.stream().map(Piece::text).collect(joining(", ")).length() <= MOST_OF_LIST;
  }

  /** The replies of each server: beside its pod, or by the mark alone, and not at all of many. */
  private Stream<List<Piece>> lists(Map<String, Long> replies) {
    ServerNames names = new ServerNames(interval.servers());
    Stream<Map<String, String>> labels =
        Stream.of(names.markedLabels(page, replies.keySet()), names.marks(replies.keySet()));
    return labels
        .skip(replies.size() > MOST_NAMED ? 1 : 0)
        .limit(replies.size() > MOST_LISTED ? 0 : 2)
        .map(each -> counts(each, replies));
  }

  private List<Piece> counts(Map<String, String> labels, Map<String, Long> replies) {
    return labels.entrySet().stream()
        .sorted(Map.Entry.comparingByValue())
        .map(
            server ->
                new Piece(
                    server.getValue() + " " + replies.get(server.getKey()),
                    colours.of(server.getKey())))
        .toList();
  }

  private void trouble() {
    TreeMap<String, Long> failures = new TreeMap<>(interval.counts().statuses());
    failures.remove("OK");
    failures.values().removeIf(count -> count == 0);
    int blanks = 2;
    for (String status : failures.keySet()) {
      failed(blanks, status, failures.get(status), status.equals(failures.lastKey()) ? "" : ",");
      blanks = 1;
    }
    if (interval.counts().notStarted() > 0) {
      line.add(2, interval.counts().notStarted() + " not started");
    }
  }

  private void failed(int blanks, String status, long calls, String end) {
    String message = interval.errors().getOrDefault(status, "").strip();
    if (message.isEmpty()) {
      line.add(blanks, new Piece(status + " " + calls + end, Colour.BAD));
    } else {
      line.add(blanks, new Piece(status + " " + calls + ":", Colour.BAD));
      line.words(page.cut(message, MOST_OF_MESSAGE) + end);
    }
  }
}
