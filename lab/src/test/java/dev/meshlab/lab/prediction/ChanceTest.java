package dev.meshlab.lab.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChanceTest {

  @ParameterizedTest
  @CsvSource({
    // draws, share, categories, and the range: the quantiles at half a millionth on either side
    "1000, 0.5, 1, 423, 577",
    "1, 0.5, 2, 0, 1",
    "0, 0.5, 2, 0, 0",
    "10, 1, 1, 10, 10",
    "10, 0, 1, 0, 0"
  })
  void rangeHoldsTheCountsThatRaiseNoAlarm(
      long draws, double share, int categories, long low, long high) {
    assertThat(Chance.range(draws, share, categories)).isEqualTo(new Range(low, high));
  }

  @Test
  void countsOutsideTheRangeAreLessLikelyThanTheRateOfFalseAlarms() {
    Range range = Chance.range(3000, 0.3, 2);

    assertThat(Chance.pValue(3000, range.low() - 1, 0.3, 2)).isLessThan(Chance.FALSE_ALARMS * 2);
    assertThat(Chance.pValue(3000, range.high() + 1, 0.3, 2)).isLessThan(Chance.FALSE_ALARMS * 2);
    assertThat(Chance.pValue(3000, 900, 0.3, 2)).isEqualTo(1);
  }

  /**
   * Of 10,000 honest samples none may be flagged; that one is, has a chance of at most 1 %, and the
   * seed is fixed.
   */
  @Test
  void honestSamplesPass() {
    SplittableRandom random = new SplittableRandom(42);
    Range range = Chance.range(300, 0.7, 2);

    for (int sample = 0; sample < 10_000; sample++) {
      long count = random.ints(300, 0, 10).filter(draw -> draw < 7).count();
      assertThat(range.contains(count)).isTrue();
    }
  }
}
