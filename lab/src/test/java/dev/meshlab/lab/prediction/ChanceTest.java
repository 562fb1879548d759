package dev.meshlab.lab.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
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

  /** The normal approximation: ((z1 √(p q) + z2 √(p' q')) / (p' - p))², z1 = 5.03, z2 = 2.33. */
  @ParameterizedTest
  @CsvSource({"0.1, 0.2", "0.5, 0.75", "0.01, 0.02", "0.9, 0.8"})
  void asManyDrawsAsTellSharesApart(double share, double other) {
    long draws = Chance.drawsToTell(share, other, 2);

    double alarm = 5.03 * Math.sqrt(share * (1 - share));
    double found = 2.33 * Math.sqrt(other * (1 - other));
    double roughly = Math.pow((alarm + found) / (other - share), 2);
    assertThat((double) draws).isBetween(roughly * 0.85, roughly * 1.2);
  }

  /**
   * One in a hundred is missed; of 2,000, more than 50 with a probability below one in a million.
   */
  @Test
  void thatManyDrawsFindAnotherShare() {
    SplittableRandom random = new SplittableRandom(3);
    int draws = (int) Chance.drawsToTell(0.1, 0.2, 2);
    Range silent = Chance.range(draws, 0.1, 2);

    long missed =
        IntStream.range(0, 2_000)
            .filter(i -> silent.contains(random.ints(draws, 0, 5).filter(d -> d == 0).count()))
            .count();
    assertThat(missed).isBetween(1L, 50L);
  }

  @Test
  void hasAnEndWhereNoRunHasEnoughDraws() {
    assertThat(Chance.drawsToTell(1e-12, 2e-12, 2)).isEqualTo(1L << 30);
  }
}
