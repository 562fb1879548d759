package dev.meshlab.lab.expectation;

import dev.meshlab.lab.live.Timeline;
import dev.meshlab.mesh.manifest.Durations;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * An expectation that comes true some time after a change, and stays so.
 *
 * @param state that is reached
 * @param notBefore the least time that it takes, since the change
 * @param within the most; empty where only the end of the calls bounds it
 */
public record Settling(Expectation state, Duration notBefore, Optional<Duration> within) {

  /** Calls in which a state is looked for; fewer would say nothing. */
  private static final long LEAST = 60;

  private static final double SECOND = 1e9;

  /** As times are written elsewhere: {@code 2s}, {@code 500ms}, {@code 1m30s}. */
  private static final String TIME = "(?:\\d+(?:\\.\\d+)?(?:h|ms|m|s))+";

  private static final Pattern TEXT =
      Pattern.compile(
          "(?<state>.+?) (?:at last|within (?<most>TIME)|between (?<least>TIME) and (?<end>TIME))"
              .replace("TIME", TIME));

  /** The written form, if it is one of these. */
  public static Optional<Settling> parse(String written) throws InvalidExpectation {
    Matcher matcher = TEXT.matcher(written.strip().replaceAll("\\s+", " "));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Expectation state = ExpectationText.parse(matcher.group("state"));
    if (!state.isForTimes()) {
      throw new InvalidExpectation(
          "'%s' is counted once for all calls; leave out the time".formatted(state.text()));
    }
    String most = matcher.group(matcher.group("most") == null ? "end" : "most");
    Duration notBefore =
        matcher.group("least") == null ? Duration.ZERO : time(matcher.group("least"));
    Optional<Duration> within = most == null ? Optional.empty() : Optional.of(time(most));
    if (matcher.group("least") != null && notBefore.compareTo(within.orElseThrow()) >= 0) {
      throw new InvalidExpectation(
          "'%s': the first time is not before the second".formatted(written.strip()));
    }
    return Optional.of(new Settling(state, notBefore, within));
  }

  private static Duration time(String text) throws InvalidExpectation {
    Duration time = Durations.parse(text);
    if (time == null) {
      throw new InvalidExpectation(
          "'%s' is not a time; write for example 2s, 500ms or 1m30s".formatted(text));
    }
    return time;
  }

  /** As a person writes it. */
  public String text() {
    return state.text()
        + within
            .map(
                most ->
                    notBefore.isZero()
                        ? " within " + words(most)
                        : " between " + words(notBefore) + " and " + words(most))
            .orElse(" at last");
  }

  private static String words(Duration time) {
    return Percents.text(time.toNanos() / SECOND) + "s";
  }

  /**
   * The time from the change to the moment from which on the state lasts to the end of the calls,
   * or for {@code some …} to the first call of the kind; empty if that does not come.
   */
  public Optional<Duration> time(Timeline timeline) {
    return isFirst() ? first(timeline) : lasting(timeline);
  }

  /** True if it is about the first call of a kind, and not about all from some time on. */
  boolean isFirst() {
    return state instanceof Presence presence && presence.howMany() == Presence.HowMany.SOME;
  }

  private Optional<Duration> first(Timeline timeline) {
    return IntStream.range(timeline.firstAfterChange(), timeline.stretches().size())
        .filter(stretch -> state.check(timeline.only(stretch)).holds())
        .mapToObj(stretch -> timeline.beginning(stretch).minus(timeline.changed()))
        .findFirst();
  }

  private Optional<Duration> lasting(Timeline timeline) {
    return beginning(timeline).map(from -> timeline.beginning(from).minus(timeline.changed()));
  }

  /** The first stretch after the change from which on the state lasts; empty if there is none. */
  private Optional<Integer> beginning(Timeline timeline) {
    Optional<Integer> settled = Optional.empty();
    int first = timeline.firstAfterChange();
    for (int stretch = timeline.stretches().size() - 1; stretch >= first; stretch--) {
      var rest = timeline.from(stretch);
      if (rest.calls() >= LEAST) {
        if (!state.check(rest).holds()) {
          break;
        }
        settled = Optional.of(stretch);
      }
    }
    return settled;
  }

  /**
   * The reason why the calls do not tell whether the state was reached: there are few of them after
   * the change, or those with which it agrees are too few to differ from those before. Empty where
   * they tell.
   */
  public Optional<String> doubt(Timeline timeline) {
    if (isFirst()) {
      return Optional.empty();
    }
    int first = timeline.firstAfterChange();
    long after = timeline.between(first, timeline.stretches().size()).calls();
    if (after < LEAST) {
      return Optional.of(
          "%d calls ended after the change, and %d are needed".formatted(after, LEAST));
    }
    return beginning(timeline).filter(from -> from > first).flatMap(from -> doubt(timeline, from));
  }

  private Optional<String> doubt(Timeline timeline, int from) {
    long needed = state.callsToTell(timeline.between(timeline.firstAfterChange(), from));
    long rest = timeline.from(from).calls();
    return rest >= needed
        ? Optional.empty()
        : Optional.of(
            "the last %d calls agree, and hardly differ from those before; %d would tell"
                .formatted(rest, needed));
  }

  /** True if a state that was reached after this time was reached in time. */
  public boolean allows(Duration time) {
    return time.compareTo(notBefore) >= 0
        && within.map(most -> time.compareTo(most) <= 0).orElse(true);
  }
}
