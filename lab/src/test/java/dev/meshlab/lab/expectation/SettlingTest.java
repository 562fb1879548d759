package dev.meshlab.lab.expectation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meshlab.client.report.Counts;
import dev.meshlab.lab.live.Timeline;
import dev.meshlab.lab.live.Timeline.Stretch;
import dev.meshlab.lab.prediction.Interventions;
import dev.meshlab.lab.prediction.PodLabel;
import dev.meshlab.lab.prediction.PodLabels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Timelines of twenty stretches of 50 ms, with a change after the fifth. */
class SettlingTest {

  private static final int STRETCHES = 20;
  private static final Duration STRETCH = Duration.ofMillis(50);
  private static final Duration CHANGE = STRETCH.multipliedBy(5);
  private static final PodLabels PODS =
      new PodLabels(
          Map.of(
              "a", new PodLabel("server-1", "lab", "v1", ""),
              "b", new PodLabel("server-2", "lab", "v1", "")));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "even at last",
        "even within 3 at last",
        "only OK within 2s",
        "no pod=changed within 0.5s",
        "no pod=changed between 1s and 3s"
      })
  void isWhatItWasWrittenAs(String written) throws InvalidExpectation {
    assertThat(settling(written).text()).isEqualTo(written);
  }

  @ParameterizedTest
  @CsvSource({
    "only OK within 500ms, only OK within 0.5s",
    "only OK within 1m30s, only OK within 90s",
    "even between 250ms and 1.5s, even between 0.25s and 1.5s"
  })
  void hasTimesAsTheyAreWrittenElsewhere(String written, String text) throws InvalidExpectation {
    assertThat(settling(written).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"even", "even within 3", "version=v1 90%, version=v2 10%"})
  void isNotAnExpectationOfAllCalls(String written) throws InvalidExpectation {
    assertThat(Settling.parse(written)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pinned at last",
        "no retried within 2s",
        "served above 150% at last",
        "only flag=UO at last"
      })
  void isNotSaidOfWhatIsCountedOnce(String written) {
    assertThatThrownBy(() -> Settling.parse(written))
        .isInstanceOf(InvalidExpectation.class)
        .hasMessageContaining("is counted once for all calls; leave out the time");
  }

  @Test
  void hasTimesInTheirOrder() {
    assertThatThrownBy(() -> Settling.parse("only OK between 3s and 1s"))
        .isInstanceOf(InvalidExpectation.class)
        .hasMessage("'only OK between 3s and 1s': the first time is not before the second");
  }

  @Test
  void namesWhatIsWrongWithItsState() {
    assertThatThrownBy(() -> Settling.parse("evenly at last"))
        .isInstanceOf(InvalidExpectation.class)
        .hasMessageContaining("'evenly' is not an expectation");
  }

  /** From which stretch on there is another pod, or a failure less. */
  @ParameterizedTest(name = "{0} where b answers from stretch {1} to {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          no pod=changed at last    | 0  | 8  | 150
          no pod=changed at last    | 0  | 5  | 0
          no pod=changed at last    | 0  | 20 | never
          no pod=changed at last    | 12 | 14 | 450
          some pod=changed at last  | 9  | 20 | 200
          some pod=changed at last  | 9  | 10 | 200
          some pod=changed at last  | 0  | 0  | never
          even within 1 at last     | 10 | 20 | 250
          even within 1 at last     | 0  | 20 | 0
          """)
  void isReachedWhenItLasts(String written, int from, int to, String millis)
      throws InvalidExpectation {
    Optional<Duration> time = settling(written).time(timeline(from, to));

    assertThat(time.map(Duration::toMillis).map(String::valueOf).orElse("never")).isEqualTo(millis);
  }

  @ParameterizedTest(name = "{0} after {1} ms: {2}")
  @CsvSource({
    "even at last, 9000, true",
    "even within 2s, 2000, true",
    "even within 2s, 2001, false",
    "even between 1s and 2s, 999, false",
    "even between 1s and 2s, 1000, true"
  })
  void isInTimeOrNot(String written, long millis, boolean allowed) throws InvalidExpectation {
    assertThat(settling(written).allows(Duration.ofMillis(millis))).isEqualTo(allowed);
  }

  /** A rest of fewer calls would hold whatever was expected. */
  @Test
  void isNotReachedByTheLastFewCalls() throws InvalidExpectation {
    assertThat(settling("no pod=changed at last").time(timeline(0, STRETCHES - 1))).isEmpty();
  }

  /** Of 30 calls a stretch: the parts of b before and after the twentieth are what is given. */
  @ParameterizedTest(name = "{0}, of which b has {1} and then {2} of 30")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          pod=server-1 70%, pod=server-2 30% at last | 15 | 15 | hardly differ from those before
          pod=server-1 70%, pod=server-2 30% at last | 30 | 9  |
          pod=server-1 70%, pod=server-2 30% at last | 9  | 9  |
          even at last                               | 20 | 20 | hardly differ from those before
          even at last                               | 0  | 15 |
          only OK at last                            | 15 | 15 |
          """)
  void isInDoubtWhereTheLastCallsAgreeByChance(String written, int before, int after, String doubt)
      throws InvalidExpectation {
    List<Stretch> stretches = new ArrayList<>();
    for (int stretch = 0; stretch < 60; stretch++) {
      long b = stretch < 20 ? before : after;
      stretches.add(stretch(stretch, 30 - b, b));
    }

    Optional<String> found = settling(written).doubt(timeline(stretches));

    assertThat(found.orElse("")).contains(doubt == null ? "" : doubt);
    assertThat(found.isPresent()).isEqualTo(doubt != null);
  }

  @Test
  void isInDoubtWhereFewCallsFollowTheChange() throws InvalidExpectation {
    List<Stretch> few = List.of(stretch(4, 30, 0), stretch(9, 20, 20));

    assertThat(settling("only OK at last").doubt(timeline(few)))
        .contains("40 calls ended after the change, and 60 are needed");
  }

  private static Settling settling(String written) throws InvalidExpectation {
    return Settling.parse(written).orElseThrow();
  }

  /**
   * Pod {@code a} answers 30 calls of each stretch, {@code b}, the changed one, as many of some.
   */
  private static Timeline timeline(int from, int to) {
    List<Stretch> stretches = new ArrayList<>();
    for (int stretch = 0; stretch < STRETCHES; stretch++) {
      long b = stretch >= from && stretch < to ? 30 : 0;
      stretches.add(stretch(stretch, 30, b));
    }
    return timeline(stretches);
  }

  private static Stretch stretch(int number, long ofA, long ofB) {
    return new Stretch(
        STRETCH.multipliedBy(number + 1L),
        new Counts(
            new TreeMap<>(Map.of("a", ofA, "b", ofB)),
            new TreeMap<>(),
            new TreeMap<>(),
            0,
            0,
            0,
            0));
  }

  private static Timeline timeline(List<Stretch> stretches) {
    return new Timeline(
        stretches, CHANGE, Set.of("b"), List.of(), new TreeMap<>(), Interventions.NONE, PODS);
  }
}
