package dev.meshlab.mesh.manifest;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.meshlab.mesh.diagnostic.Position;
import java.util.ArrayList;
import java.util.List;

/**
 * A comment of the form {@code # meshlab:ignore ID REASON}, by which an author silences advice: at
 * the end of a line the advice on that line, on a line of its own the advice on the next line that
 * has more than a comment.
 *
 * @param position where it stands
 * @param line the line that it is about, counted from 1
 * @param id of the advice, as written; empty where it is missing
 * @param reason why; empty where it is missing
 */
public record IgnoreComment(Position position, int line, String id, String reason) {

  private static final String MARK = "meshlab:ignore";
  private static final Pattern FORM =
      Pattern.compile("(?:^|\\s)#\\s*" + MARK + "(?:\\s+(\\S+))?(?:\\s+(.*\\S))?\\s*$");

  /** The comments of a text, in their order. */
  public static List<IgnoreComment> of(String file, String text) {
    List<IgnoreComment> comments = new ArrayList<>();
    if (text.contains(MARK)) {
      String[] lines = text.split("\\R", -1);
      for (int i = 0; i < lines.length; i++) {
        Matcher comment = FORM.matcher(lines[i]);
        if (comment.find()) {
          Position position = new Position(file, i + 1, lines[i].indexOf('#') + 1);
          comments.add(
              new IgnoreComment(position, about(lines, i), group(comment, 1), group(comment, 2)));
        }
      }
    }
    return comments;
  }

  private static String group(Matcher comment, int group) {
    String text = comment.group(group);
    return text == null ? "" : text;
  }

  private static int about(String[] lines, int comment) {
    int line = comment;
    while (line < lines.length - 1 && isComment(lines[line])) {
      line++;
    }
    return line + 1;
  }

  private static boolean isComment(String line) {
    return line.isBlank() || line.stripLeading().startsWith("#");
  }
}
