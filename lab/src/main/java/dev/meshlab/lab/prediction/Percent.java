package dev.meshlab.lab.prediction;

import java.math.BigDecimal;
import java.math.MathContext;

/** A part of 1, written as a percentage of four digits at most. */
final class Percent {

  private Percent() {}

  static String of(double share) {
    BigDecimal percent = BigDecimal.valueOf(share * 100).round(new MathContext(4));
    return percent.stripTrailingZeros().toPlainString() + " %";
  }
}
