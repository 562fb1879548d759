package dev.meshlab.lab.expectation;

import dev.meshlab.lab.verdict.Finding;
import dev.meshlab.lab.verdict.Observation;
import java.util.Optional;

/** Each key has one pod, which answers all calls that carry it. */
public record Sticky() implements Expectation {

  static final String TEXT = "sticky";

  private static final Moved MOVED = new Moved(Moved.Between.ANY_PODS);

  @Override
  public String text() {
    return TEXT;
  }

  @Override
  public Optional<Need> need() {
    return Optional.of(Need.KEYS);
  }

  @Override
  public Finding check(Observation seen) {
    long moved = MOVED.count(seen);
    long keys = MOVED.of(seen);
    return keys == 0
        ? Finding.exact(false, "no call that carried a key was answered")
        : Finding.exact(moved == 0, Counted.of(MOVED, moved, keys));
  }

  @Override
  public Foresight foresee(Outlook outlook) {
    if (outlook.isSilent()) {
      return Foresight.of(false, Foreseen.NO_REPLY);
    }
    return outlook.isSticky()
        ? Foresight.of(true, "one pod answers each key")
        : outlook.isFixed()
            ? Foresight.of(false, "%d pods share the replies".formatted(outlook.answering().size()))
            : Foresight.undecided("a key may have several pods");
  }
}
