package dev.meshlab.client.output;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows of cells under a header, names to the left and numbers to the right. */
final class Table {

  private static final int GAP = 2;

  /** Below it, cut names do not tell servers apart. */
  private static final int LEAST_NAME = 7;

  private final int names;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * @param names how many of the columns, from the first, hold names and may be cut
   */
  Table(int names, List<String> header) {
    this.names = names;
    row(header);
  }

  void row(List<String> cells) {
    rows.add(List.copyOf(cells));
  }

  /** The lines, names cut so that they fit the page; empty where too little would be left. */
  Optional<String> text(Page page) {
    int[] widths =
        IntStream.range(0, rows.get(0).size())
            .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toArray();
    while (Arrays.stream(widths).sum() + GAP * (widths.length - 1) > page.width()) {
      int widest = widestName(widths);
      if (widths[widest] <= LEAST_NAME) {
        return Optional.empty();
      }
      widths[widest]--;
    }
    return Optional.of(
        rows.stream().map(row -> line(row, widths, page)).collect(Collectors.joining()));
  }

  /** The last of them: the first name is the one to tell servers apart by. */
  private int widestName(int[] widths) {
    return IntStream.range(0, names)
        .reduce((one, other) -> widths[other] >= widths[one] ? other : one)
        .orElseThrow();
  }

  private String line(List<String> row, int[] widths, Page page) {
    return IntStream.range(0, widths.length)
            .mapToObj(column -> cell(row.get(column), column, widths[column], page))
            .collect(Collectors.joining(" ".repeat(GAP)))
            .stripTrailing()
        + "\n";
  }

  private String cell(String text, int column, int width, Page page) {
    String fitting = page.cut(text, width);
    String padding = " ".repeat(width - fitting.length());
    return column < names ? fitting + padding : padding + fitting;
  }
}
