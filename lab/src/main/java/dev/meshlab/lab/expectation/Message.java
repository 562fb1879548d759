package dev.meshlab.lab.expectation;

import dev.meshlab.lab.verdict.Finding;
import dev.meshlab.lab.verdict.Observation;
import java.util.stream.Collectors;

/**
 * The message of failed calls. Of each status the first message is kept, and one of these has to
 * have the words in it.
 *
 * @param words as a client shows them, without quotes
 */
public record Message(String words) implements Expectation {

  @Override
  public String text() {
    return "message \"" + words + "\"";
  }

  @Override
  public Finding check(Observation seen) {
    String found =
        seen.messages().entrySet().stream()
            .map(each -> each.getKey() + ": " + each.getValue())
            .sorted()
            .collect(Collectors.joining("; "));
    return Finding.exact(
        seen.messages().values().stream().anyMatch(each -> each.contains(words)),
        found.isEmpty() ? "no call failed" : found);
  }

  @Override
  public boolean isForTimes() {
    return false;
  }

  @Override
  public boolean isAboutEndings() {
    return true;
  }
}
