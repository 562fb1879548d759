package dev.meshlab.lab.expectation;

import dev.meshlab.lab.verdict.Finding;
import dev.meshlab.lab.verdict.Observation;
import java.util.List;
import java.util.Locale;

/**
 * The presence of calls of a kind: all are, none, or some.
 *
 * @param howMany of the calls
 */
public record Presence(HowMany howMany, Subject subject) implements Expectation {

  /** The quantities. */
  public enum HowMany {
    ONLY,
    NO,
    SOME;

    private boolean holds(long count, long all) {
      return switch (this) {
        case ONLY -> all > 0 && count == all;
        case NO -> count == 0;
        case SOME -> count > 0;
      };
    }
  }

  @Override
  public String text() {
    return howMany.name().toLowerCase(Locale.ROOT) + " " + subject.text();
  }

  @Override
  public Finding check(Observation seen) {
    long count = subject.count(seen);
    long all = subject.of(seen);
    return Finding.exact(howMany.holds(count, all), Counted.of(subject, count, all));
  }

  @Override
  public List<Subject> subjects() {
    return List.of(subject);
  }

  @Override
  public boolean isAboutEndings() {
    return subject instanceof Subject.Status;
  }

  @Override
  public Foresight foresee(Outlook outlook) {
    return Foreseen.of(subject, outlook, (part, text) -> foresee(part, text));
  }

  private Foresight foresee(Portion part, String text) {
    return switch (howMany) {
      case ONLY -> decided(part.isAll(), part.isNotAll(), text);
      case NO -> decided(part.isNone(), part.isSome(), text);
      case SOME -> decided(part.isSome(), part.isNone(), text);
    };
  }

  private static Foresight decided(boolean met, boolean missed, String text) {
    return met || missed ? Foresight.of(met, text) : Foresight.undecided(text);
  }
}
