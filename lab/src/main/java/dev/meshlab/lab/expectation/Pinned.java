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

  @Override
  public boolean isForChanges() {
    return false;
  }

  @Override
  public Foresight foresee(Outlook outlook) {
    if (outlook.isSilent()) {
      return Foresight.of(false, Foreseen.NO_REPLY);
    }
    if (outlook.isPinned()) {
      return Foresight.of(true, "one pod answers each connection");
    }
    return outlook.isFixed()
        ? Foresight.of(false, "%d pods share the replies".formatted(outlook.answering().size()))
        : Foresight.undecided("a connection may have several pods");
  }
}
