package dev.meshlab.client.output;

import dev.meshlab.client.report.Interval;
import dev.meshlab.client.report.ServerDescription;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The servers behind the marks of interval lines, each said once: when it first answers. */
final class Legend {

  private static final int INDENT = 10;

  private final Page page;
  private final ServerColours colours;
  private final Set<String> said = new HashSet<>();

  Legend(Page page, ServerColours colours) {
    this.page = page;
    this.colours = colours;
  }

  /** A line for each server that is new in an interval; empty without one, and for a crowd. */
  String ofNew(Interval interval) {
    if (interval.servers().size() > IntervalLine.MOST_LISTED) {
      return "";
    }
    ServerNames names = new ServerNames(interval.servers());
    return interval.servers().entrySet().stream()
        .filter(server -> !server.getValue().pod().isEmpty() && said.add(server.getKey()))
        .map(server -> line(names.mark(server.getKey()), server.getKey(), server.getValue()))
        .collect(Collectors.joining());
  }

  private String line(String mark, String uuid, ServerDescription server) {
    Paragraph line =
        new Paragraph(page, " ".repeat(INDENT), INDENT)
            .add(0, new Piece(mark + " is " + uuid, colours.of(uuid)));
    Stream.of(
            "pod " + server.pod(),
            labelled("version", server.version()),
            labelled("zone", server.zone()))
        .filter(part -> !part.isEmpty())
        .forEach(part -> line.add(1, part));
    return line.text();
  }

  private static String labelled(String name, String value) {
    return value.isEmpty() ? "" : name + " " + value;
  }
}
