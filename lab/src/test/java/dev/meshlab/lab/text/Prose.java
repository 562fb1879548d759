package dev.meshlab.lab.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The text of a file in one line, so that a phrase is found across line ends: without the marks of
 * comment lines and the quotation marks of strings that go on in the next line.
 *
 * @param starts the offset in the text at which each line of the file begins
 */
record Prose(String file, String text, List<Integer> starts) {
  private static final Pattern BEGINNING = Pattern.compile("^(?:\\*(?!/)|//+|#+|\\+)?\\s*\"?");
  private static final Pattern END = Pattern.compile("\"(?:\\s*\\+)?$");

  static Prose of(String file, List<String> lines) {
    StringBuilder text = new StringBuilder();
    List<Integer> starts = new ArrayList<>();
    for (String line : lines) {
      starts.add(text.length());
      String words = BEGINNING.matcher(line.strip()).replaceFirst("");
      text.append(END.matcher(words).replaceFirst("").strip()).append(' ');
    }
    return new Prose(file, text.toString(), starts);
  }

  /** The habits that the text has, each with its line and the better way. */
  List<String> findings() {
    return Stream.of(Habit.values())
        .flatMap(habit -> habit.in(text).stream().map(found -> finding(habit, found)))
        .toList();
  }

  private String finding(Habit habit, MatchResult found) {
    String phrase = found.group().strip();
    String shown = phrase.length() > 60 ? phrase.substring(0, 60) + "…" : phrase;
    return "%s:%d: \"%s\": %s".formatted(file, line(found.start()), shown, habit.better());
  }

  private int line(int offset) {
    int line = starts.size();
    while (starts.get(line - 1) > offset) {
      line--;
    }
    return line;
  }
}
