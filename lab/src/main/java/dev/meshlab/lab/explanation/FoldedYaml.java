package dev.meshlab.lab.explanation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of YAML in the width of a page. What a terminal would break anywhere is broken where YAML
 * allows it, so that the lines mean the same when they are copied. A line that has no such place
 * stays whole.
 */
final class FoldedYaml {

  /** Indentation and dashes, a field, and the text of its value or of an item. */
  private static final Pattern LINE = Pattern.compile("( *(?:- )*)([^\\s\"#:]+: )?(.*)");

  /** A text without quotes that only quotes let go on in the next line unchanged. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z][^\\s\"#]*");

  private static final String COMMENT = "# ";

  private final int columns;
  private final List<String> lines = new ArrayList<>();

  private FoldedYaml(int columns) {
    this.columns = columns;
  }

  static List<String> of(String line, int columns) {
    FoldedYaml folded = new FoldedYaml(columns);
    folded.line(line);
    return folded.lines;
  }

  private void line(String line) {
    int comment = comment(line);
    if (line.length() <= columns) {
      lines.add(line);
    } else if (comment < 0) {
      value(line);
    } else {
      String before = line.substring(0, comment).stripTrailing();
      String indent = " ".repeat(line.length() - line.stripLeading().length());
      if (!before.isEmpty()) {
        line(before);
      }
      words(indent + COMMENT, line.substring(comment + 1).strip());
    }
  }

  /** The place where a comment begins; -1 without one. */
  private static int comment(String line) {
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quoted && c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && c == '#' && (i == 0 || line.charAt(i - 1) == ' ')) {
        return i;
      }
    }
    return -1;
  }

  private void words(String beginning, String text) {
    StringBuilder line = new StringBuilder(beginning);
    for (String word : text.split(" +", -1)) {
      boolean first = line.length() == beginning.length();
      if (!first && line.length() + 1 + word.length() > columns) {
        lines.add(line.toString());
        line = new StringBuilder(beginning);
        first = true;
      }
      line.append(first ? "" : " ").append(word);
    }
    lines.add(line.toString());
  }

  private void value(String line) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      lines.add(line);
      return;
    }
    String field = parts.group(2) == null ? "" : parts.group(2);
    String value = parts.group(3);
    boolean plain = PLAIN.matcher(value).matches();
    pieces(parts.group(1), field, Piece.of(plain ? "\"" + value + "\"" : value));
  }

  /** A value that goes on in the next line is indented more than the field that it belongs to. */
  private void pieces(String beginning, String field, List<Piece> pieces) {
    String indent = " ".repeat(beginning.length() + 2);
    String current = beginning + field + pieces.get(0).text();
    for (int i = 1; i < pieces.size(); i++) {
      String text = pieces.get(i).text();
      if (current.length() + text.length() + 1 > columns) {
        lines.add(pieces.get(i - 1).end(current));
        current = indent + text.stripLeading();
      } else {
        current += text;
      }
    }
    lines.add(current);
  }

  /**
   * A part of a value behind which a line may end.
   *
   * @param quoted whether the line ends between quotes, where a backslash keeps the text together
   *     (YAML 1.2.2, section 7.3.1)
   */
  private record Piece(String text, boolean quoted) {

    /** Behind commas, and between quotes behind blanks too. */
    static List<Piece> of(String value) {
      List<Piece> pieces = new ArrayList<>();
      boolean quoted = false;
      int begin = 0;
      for (int i = 0; i + 1 < value.length(); i++) {
        char c = value.charAt(i);
        if (quoted && c == '\\') {
          i++;
        } else if (c == '"') {
          quoted = !quoted;
        } else if (quoted ? isEnd(c, value.charAt(i + 1)) : c == ',') {
          pieces.add(new Piece(value.substring(begin, i + 1), quoted));
          begin = i + 1;
        }
      }
      pieces.add(new Piece(value.substring(begin), quoted));
      return pieces;
    }

    /** A blank at the beginning of the next line would be lost. */
    private static boolean isEnd(char last, char next) {
      return (last == ',' || last == ' ') && next != ' ';
    }

    String end(String line) {
      return quoted ? line + "\\" : line;
    }
  }
}
