package dev.meshlab.lab.expectation;

import dev.meshlab.lab.live.Timeline;
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

  private static final Pattern TEXT =
      Pattern.compile(
          "(?<state>.+?) (?:at last|within (?<most>\\d+(?:\\.\\d+)?)s|"
              + "between (?<least>\\d+(?:\\.\\d+)?)s and (?<end>\\d+(?:\\.\\d+)?)s)");

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
    String least = matcher.group("least");
    String end = matcher.group("end");
    if (least != null && seconds(least).compareTo(seconds(end)) >= 0) {
      throw new InvalidExpectation(
          "'%s': the first time is not before the second".formatted(written.strip()));
    }
    return Optional.of(
        new Settling(
            state,
            least == null ? Duration.ZERO : seconds(least),
            Optional.ofNullable(matcher.group("most"))
                .or(() -> Optional.ofNullable(end))
                .map(Settling::seconds)));
  }

  private static Duration seconds(String text) {
    return Duration.ofNanos(Math.round(Double.parseDouble(text) * SECOND));
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
    Optional<Duration> settled = Optional.empty();
    int first = timeline.firstAfterChange();
    for (int stretch = timeline.stretches().size() - 1; stretch >= first; stretch--) {
      var rest = timeline.from(stretch);
      if (rest.calls() >= LEAST) {
        if (!state.check(rest).holds()) {
          break;
        }
        settled = Optional.of(timeline.beginning(stretch).minus(timeline.changed()));
      }
    }
    return settled;
  }

  /** True if a state that was reached after this time was reached in time. */
  public boolean allows(Duration time) {
    return time.compareTo(notBefore) >= 0
        && within.map(most -> time.compareTo(most) <= 0).orElse(true);
  }
}
