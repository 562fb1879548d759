package dev.meshlab.lab.verdict;

import java.util.Locale;

/** A part of 1, written as a percentage. */
final class Percent {

  private Percent() {}

  static String of(double share) {
    return String.format(Locale.ROOT, "%.4g %%", share * 100);
  }
}
