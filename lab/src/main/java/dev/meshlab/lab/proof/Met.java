package dev.meshlab.lab.proof;

import dev.meshlab.lab.expectation.Expectation;

/**
 * An expectation beside what came of it.
 *
 * @param expected as the test has it
 * @param found what was measured or predicted
 * @param verdict whether it was met
 * @param ofEndings whether it is about how calls end
 */
public record Met(String expected, String found, Verdict verdict, boolean ofEndings) {

  static Met of(Expectation expectation, String found, Verdict verdict) {
    return new Met(expectation.text(), found, verdict, expectation.isAboutEndings());
  }
}
