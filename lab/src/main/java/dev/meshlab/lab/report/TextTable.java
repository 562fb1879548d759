package dev.meshlab.lab.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows of cells in aligned columns that fit a page. Where they do not fit side by side, the cells
 * of the first column lose their middle, and then the other columns are printed in blocks, one
 * below the other.
 */
final class TextTable {

  /** A side to which cells are aligned. */
  enum Side {
    LEFT,
    RIGHT
  }

  private static final int GAP = 2;

  /** The characters of a name that are needed to distinguish it from another. */
  private static final int LEAST_FIRST = 17;

  private final Side values;
  private final int indent;
  private final List<List<Cell>> rows = new ArrayList<>();

  /**
   * @param indent the blanks at the left
   * @param values the side of all columns but the first, which is at the left
   */
  TextTable(int indent, Side values) {
    this.indent = indent;
    this.values = values;
  }

  void row(List<Cell> cells) {
    rows.add(List.copyOf(cells));
  }

  /** An empty line. */
  void rule() {
    rows.add(List.of());
  }

  /** True if nothing would be cut, nor be in blocks. */
  boolean fits(Page page) {
    int[] widths = widths();
    return width(widths[0], IntStream.range(1, widths.length).map(i -> widths[i]))
        <= page.columns();
  }

  String print(Page page) {
    int[] widths = widths();
    StringBuilder text = new StringBuilder();
    int from = 1;
    do {
      int to = blockEnd(from, widths, page);
      text.append(from > 1 ? "\n" : "").append(block(from, to, widths, page));
      from = to;
    } while (from < widths.length);
    return text.toString();
  }

  /** The end of the columns that fit beside the shortest first column; one at least. */
  private int blockEnd(int from, int[] widths, Page page) {
    int end = Math.min(from + 1, widths.length);
    int first = Math.min(widths[0], LEAST_FIRST);
    while (end < widths.length
        && width(first, IntStream.range(from, end + 1).map(i -> widths[i])) <= page.columns()) {
      end++;
    }
    return end;
  }

  private String block(int from, int to, int[] widths, Page page) {
    int others = width(0, IntStream.range(from, to).map(i -> widths[i]));
    int first = Math.min(widths[0], Math.max(LEAST_FIRST, page.columns() - others));
    StringBuilder text = new StringBuilder();
    for (List<Cell> row : rows) {
      text.append(line(row, from, to, first, widths, page).stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private String line(List<Cell> row, int from, int to, int first, int[] widths, Page page) {
    StringBuilder line = new StringBuilder(" ".repeat(indent));
    if (!row.isEmpty()) {
      Cell name = row.get(0);
      line.append(
          padded(new Cell(page.cut(name.text(), first), name.tone()), first, Side.LEFT, page));
    }
    for (int i = from; i < Math.min(to, row.size()); i++) {
      line.append(" ".repeat(GAP)).append(padded(row.get(i), widths[i], values, page));
    }
    return line.toString();
  }

  private static String padded(Cell cell, int width, Side side, Page page) {
    String padding = " ".repeat(Math.max(0, width - cell.text().length()));
    String text = page.painted(cell.tone(), cell.text());
    return side == Side.LEFT ? text + padding : padding + text;
  }

  private int width(int first, IntStream others) {
    return indent + first + others.map(width -> GAP + width).sum();
  }

  private int[] widths() {
    int columns = rows.stream().mapToInt(List::size).max().orElse(1);
    return IntStream.range(0, columns)
        .map(
            i ->
                rows.stream()
                    .filter(row -> i < row.size())
                    .mapToInt(row -> row.get(i).text().length())
                    .max()
                    .orElse(0))
        .toArray();
  }
}
