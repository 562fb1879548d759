package dev.meshlab.client.output;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows of cells under a header, each column as wide as its widest cell. */
final class Table {

  private final int numbersFrom;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * @param numbersFrom the first of the columns that are aligned to the right
   */
  Table(int numbersFrom, String... header) {
    this.numbersFrom = numbersFrom;
    row(header);
  }

  void row(String... cells) {
    rows.add(List.of(cells));
  }

  /** The lines, without blanks at their end. */
  String text() {
    int[] widths =
        IntStream.range(0, rows.get(0).size())
            .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toArray();
    return rows.stream().map(row -> line(row, widths)).collect(Collectors.joining());
  }

  private String line(List<String> row, int[] widths) {
    return IntStream.range(0, widths.length)
            .mapToObj(column -> cell(row.get(column), column, widths[column]))
            .collect(Collectors.joining("   "))
            .stripTrailing()
        + "\n";
  }

  private String cell(String text, int column, int width) {
    String padding = " ".repeat(width - text.length());
    return column < numbersFrom ? text + padding : padding + text;
  }
}
