package dev.meshlab.lab.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.client.report.Counts;
import dev.meshlab.lab.expectation.Expected;
import dev.meshlab.lab.expectation.InvalidExpectation;
import dev.meshlab.lab.live.Timeline;
import dev.meshlab.lab.live.Timeline.Event;
import dev.meshlab.lab.live.Timeline.Stretch;
import dev.meshlab.lab.prediction.Interventions;
import dev.meshlab.lab.prediction.PodLabels;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class UnderChangeTest {

  @Test
  void isNothingWhereNoRepeatCameToAnEnd() throws InvalidExpectation {
    assertThat(UnderChange.of(List.of(), Expected.parse("only OK"))).isEmpty();
  }

  @Test
  void saysThatFewCallsDecideNothing() throws InvalidExpectation {
    UnderChange outcome =
        UnderChange.of(List.of(quiet(), quiet()), Expected.parse("only OK at last")).orElseThrow();

    assertThat(outcome.met())
        .singleElement()
        .isEqualTo(
            Met.undecided("only OK at last", "0 calls ended after the change, and 60 are needed"));
    assertThat(outcome.live().times()).isEmpty();
    assertThat(outcome.live().events()).containsExactly(new Live.Event(0.05, "server-1 is killed"));
  }

  /** No call ends, so that nothing is reached. */
  private static Timeline quiet() {
    return new Timeline(
        List.of(new Stretch(Timeline.STRETCH, Counts.NONE)),
        Duration.ZERO,
        Set.of(),
        List.of(new Event(Timeline.STRETCH, "server-1 is killed")),
        new TreeMap<>(),
        Interventions.NONE,
        new PodLabels(Map.of()));
  }
}
