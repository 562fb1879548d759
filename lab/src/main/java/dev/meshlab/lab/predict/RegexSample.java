package dev.meshlab.lab.predict;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A text that a regular expression matches, for those that are simple enough. */
final class RegexSample {

  /** In place of whatever an expression leaves open. */
  static final String ANY = "Any";

  private RegexSample() {}

  /** Empty for an expression that is not simple enough, and for one that Envoy refuses, too. */
  static Optional<String> of(String regex) {
    try {
      Pattern pattern = Pattern.compile(regex);
      return alternatives(regex).stream()
          .map(RegexSample::literal)
          .filter(pattern::matches)
          .findFirst();
    } catch (PatternSyntaxException refusedByEnvoyToo) {
      return Optional.empty();
    }
  }

  /** The parts between the bars that stand in no group. */
  private static List<String> alternatives(String regex) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int begin = 0;
    for (int i = 0; i < regex.length(); i++) {
      switch (regex.charAt(i)) {
        case '\\' -> i++;
        case '(', '[' -> depth++;
        case ')', ']' -> depth--;
        case '|' -> {
          if (depth == 0) {
            parts.add(regex.substring(begin, i));
            begin = i + 1;
          }
        }
        default -> {}
      }
    }
    parts.add(regex.substring(begin));
    return parts;
  }

  private static String literal(String regex) {
    return regex
        .replaceAll("^\\^|\\$$", "")
        .replaceAll("\\\\d[+*]?|\\[0-9\\][+*]?", "1")
        .replaceAll("\\[([^\\]^\\\\])\\]", "$1")
        .replaceAll("\\[[^\\]]*\\][+*]?|\\\\w[+*]?|\\.[+*]\\??", ANY)
        .replaceAll("\\((?:\\?:)?([^()|]*)(?:\\|[^()]*)?\\)\\??", "$1")
        .replaceAll("\\\\(.)", "$1");
  }
}
