package dev.meshlab.lab.expectation;

import dev.meshlab.lab.verdict.Finding;
import dev.meshlab.lab.verdict.Observation;

/** Each connection has one pod, which answers all of its calls. */
public record Pinned() implements Expectation {

  @Override
  public String text() {
    return "pinned";
  }

  @Override
  public Finding check(Observation seen) {
    long spread = seen.connections().stream().filter(connection -> connection.size() > 1).count();
    long used = seen.connections().stream().filter(connection -> !connection.isEmpty()).count();
    return Finding.exact(
        used > 0 && spread == 0,
        spread == 0
            ? "one pod answers each of %d connections".formatted(used)
            : "%d of %d connections are answered by more than one pod".formatted(spread, used));
  }
}
