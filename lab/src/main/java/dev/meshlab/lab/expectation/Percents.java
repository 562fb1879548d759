package dev.meshlab.lab.expectation;

import java.math.BigDecimal;
import java.util.Locale;

/** Percentages as people write them. */
final class Percents {

  private Percents() {}

  static String text(double percent) {
    return BigDecimal.valueOf(percent).stripTrailingZeros().toPlainString();
  }

  static String rounded(double percent) {
    return String.format(Locale.ROOT, "%.1f", percent);
  }

  /** By how much a percentage may be off without being written otherwise. */
  static double halfOfTheLastDigit(double percent) {
    int digits = Math.max(0, BigDecimal.valueOf(percent).stripTrailingZeros().scale());
    return 0.5 * Math.pow(10, -digits);
  }
}
