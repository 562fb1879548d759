package dev.meshlab.mesh.yaml;

import java.util.ArrayList;
import java.util.List;

/**
 * The values of a JSON file one by one: {@code kubectl} takes several in a row, which YAML does
 * not.
 */
final class JsonStream {

  /**
   * One value of the file, or what is left of it when it is not JSON.
   *
   * @param line where it starts, counted from 0
   */
  record Value(int line, String text) {}

  private JsonStream() {}

  static List<Value> split(String text) {
    List<Value> values = new ArrayList<>();
    int start = 0;
    int startLine = 0;
    int line = 0;
    int depth = 0;
    boolean quoted = false;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\n') {
        line++;
      } else if (quoted) {
        at += c == '\\' ? 1 : 0;
        quoted = c != '"';
      } else if (c == '"') {
        quoted = true;
      } else if (c == '{' || c == '[') {
        depth++;
      } else if ((c == '}' || c == ']') && --depth == 0) {
        values.add(new Value(startLine, text.substring(start, at + 1)));
        start = at + 1;
        startLine = line;
      }
    }
    String rest = text.substring(start);
    if (values.isEmpty() || !rest.isBlank()) {
      values.add(new Value(startLine, rest));
    }
    return values;
  }
}
