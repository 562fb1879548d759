package dev.meshlab.lab.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LoggedTest {

  /** The same line again is not a new one: nothing with its flags was logged since. */
  @Test
  void hasOnlyWhatCameSinceAnEarlierReading() {
    Logged before =
        new Logged(
            Map.of("UO", 2L, "UH", 1L),
            Map.of("200", 9L),
            Set.of(call(7, "UO"), call(8, "UH"), call(9)));
    Logged now =
        new Logged(
            Map.of("UO", 3L, "UH", 1L),
            Map.of("200", 9L, "0", 1L),
            Set.of(call(10, "UO"), call(8, "UH"), call(9)));

    assertThat(now.since(before))
        .isEqualTo(new Logged(Map.of("UO", 1L), Map.of("0", 1L), Set.of(call(10, "UO"))));
  }

  private static LoggedCall call(long number, String... flags) {
    return new LoggedCall(number, "200", List.of(flags), "", "", "14", "/shop.Shop/Buy");
  }
}
