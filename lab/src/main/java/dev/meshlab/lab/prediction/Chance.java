package dev.meshlab.lab.prediction;

import java.util.Collection;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * The counts that chance allows when each call is an independent draw.
 *
 * <p>Exact binomial tests, one for each category and the rate of false alarms divided among them
 * (Bonferroni): unlike the chi-square approximation this holds for small counts and far out in the
 * tails.
 */
public final class Chance {

  /** The rate of false alarms of one verdict. */
  public static final double FALSE_ALARMS = 1e-6;

  /** The rate at which {@link #drawsToTell} lets a wrong share pass. */
  private static final double MISSED = 0.01;

  /** More draws than any run has calls. */
  private static final long MOST_DRAWS = 1L << 30;

  private Chance() {}

  /** The counts of a category that do not raise an alarm. */
  public static Range range(long draws, double share, int categories) {
    if (draws == 0 || share <= 0) {
      return new Range(0, 0);
    }
    if (share >= 1) {
      return new Range(draws, draws);
    }
    double tail = FALSE_ALARMS / categories / 2;
    BinomialDistribution counts = BinomialDistribution.of(Math.toIntExact(draws), share);
    return new Range(
        counts.inverseCumulativeProbability(tail), counts.inverseSurvivalProbability(tail));
  }

  /**
   * The number of draws after which a share that is another one than expected raises an alarm, but
   * for one time in a hundred; at most 2^30. Since counts are whole, a few draws more or less may
   * do.
   *
   * @param share that is expected, above 0 and below 1
   * @param other that there is, another one
   */
  public static long drawsToTell(double share, double other, int categories) {
    if (share == other) {
      throw new IllegalArgumentException("no number of draws tells a share from itself: " + share);
    }
    long enough = 1;
    while (enough < MOST_DRAWS && !tells(enough, share, other, categories)) {
      enough *= 2;
    }
    long few = enough / 2;
    while (enough - few > 1) {
      long between = (few + enough) / 2;
      if (tells(between, share, other, categories)) {
        enough = between;
      } else {
        few = between;
      }
    }
    return enough;
  }

  /**
   * The same for any two shares: 1 where a single draw can refute the expected one, and no number
   * of draws, 2^30, tells a share from itself.
   */
  public static long drawsToTellApart(double share, double other, int categories) {
    if (share == other) {
      return MOST_DRAWS;
    }
    return share <= 0 || share >= 1 ? 1 : drawsToTell(share, other, categories);
  }

  private static boolean tells(long draws, double share, double other, int categories) {
    Range silent = range(draws, share, categories);
    BinomialDistribution counts = BinomialDistribution.of(Math.toIntExact(draws), other);
    double missed =
        counts.cumulativeProbability(Math.toIntExact(silent.high()))
            - counts.cumulativeProbability(Math.toIntExact(silent.low()) - 1);
    return missed <= MISSED;
  }

  /**
   * The probability of a count that is at least as far out, on either side and over all categories;
   * at most 1. It is below the rate of false alarms exactly where the count is outside the range.
   */
  public static double pValue(long draws, long count, double share, int categories) {
    if (draws == 0 || share <= 0 || share >= 1) {
      return range(draws, share, categories).contains(count) ? 1 : 0;
    }
    BinomialDistribution counts = BinomialDistribution.of(Math.toIntExact(draws), share);
    int seen = Math.toIntExact(count);
    double tail =
        Math.min(counts.cumulativeProbability(seen), counts.survivalProbability(seen - 1));
    return Math.min(1, 2 * tail * categories);
  }

  /** The least p-value of several counts that share the draws between them; at most 1. */
  public static double least(long draws, Collection<Long> counts, double share, int categories) {
    return counts.stream()
        .mapToDouble(count -> pValue(draws, count, share, categories))
        .min()
        .orElse(1);
  }
}
