package dev.meshlab.lab.report;

import java.util.List;

/**
 * A test suite of a JUnit document.
 *
 * @param name of the suite
 * @param seconds how long it took
 * @param cases in order
 */
public record JUnitSuite(String name, double seconds, List<JUnitCase> cases) {

  public JUnitSuite {
    cases = List.copyOf(cases);
  }

  long count(JUnitCase.Result result) {
    return cases.stream().filter(each -> each.ending().result() == result).count();
  }
}
