package dev.meshlab.lab.verdict;

import org.jspecify.annotations.Nullable;

/**
 * One statement of a verdict.
 *
 * @param holds whether what was measured agrees
 * @param text what was expected and what was measured
 * @param pValue how likely such a measurement is if the prediction is true, where chance is
 *     involved
 */
public record Finding(boolean holds, String text, @Nullable Double pValue) {

  /** A statement that no chance is involved in. */
  public static Finding exact(boolean holds, String text) {
    return new Finding(holds, text, null);
  }

  /** A statement on a count that chance decides. */
  public static Finding ofChance(boolean holds, String text, double pValue) {
    return new Finding(holds, text, pValue);
  }
}
