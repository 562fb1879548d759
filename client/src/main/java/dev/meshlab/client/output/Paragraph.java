package dev.meshlab.client.output;

import java.util.List;

/**
 * A line that goes on in further lines, indented, where it is longer than the page. It breaks
 * between the pieces that it is made of, never within one.
 */
final class Paragraph {

  private final Page page;
  private final int indent;
  private final StringBuilder text;
  private int column;

  /**
   * A paragraph without a piece yet.
   *
   * @param head the beginning of its first line
   * @param indent the first column of the lines after it
   */
  Paragraph(Page page, String head, int indent) {
    this(page, Piece.plain(head), indent);
  }

  /** The same with a head in its colour. */
  Paragraph(Page page, Piece head, int indent) {
    this.page = page;
    this.indent = indent;
    text = new StringBuilder(page.painted(head.colour(), head.text()));
    column = head.text().length();
    pad();
  }

  /** Adds a piece, with blanks before it where it is not the first of its line. */
  Paragraph add(int blanks, String piece) {
    return add(blanks, Piece.plain(piece));
  }

  /** Adds a piece in its colour. */
  Paragraph add(int blanks, Piece piece) {
    String fitting = page.cut(piece.text(), page.width() - indent);
    if (column > indent && column + blanks + fitting.length() > page.width()) {
      newLine();
    } else if (column > indent) {
      text.append(" ".repeat(blanks));
      column += blanks;
    }
    text.append(page.painted(piece.colour(), fitting));
    column += fitting.length();
    return this;
  }

  /** Adds the words of a text. */
  Paragraph words(String words) {
    for (String word : words.strip().split("\\s+", -1)) {
      add(1, word);
    }
    return this;
  }

  /** Adds pieces with a comma after each but the last, and with blanks before the first. */
  Paragraph list(int blanks, List<String> pieces) {
    return pieces(blanks, pieces.stream().map(Piece::plain).toList());
  }

  /** The same of pieces in their colours. */
  Paragraph pieces(int blanks, List<Piece> pieces) {
    for (int i = 0; i < pieces.size(); i++) {
      add(i == 0 ? blanks : 1, pieces.get(i).then(i + 1 < pieces.size() ? "," : ""));
    }
    return this;
  }

  private void newLine() {
    text.append('\n');
    column = 0;
    pad();
  }

  private void pad() {
    text.append(" ".repeat(Math.max(0, indent - column)));
    column = Math.max(column, indent);
  }

  /** The lines, each with its end. */
  String text() {
    return text.toString().stripTrailing() + "\n";
  }
}
