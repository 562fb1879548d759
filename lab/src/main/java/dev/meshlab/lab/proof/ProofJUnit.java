package dev.meshlab.lab.proof;

import dev.meshlab.lab.outcome.Met;
import dev.meshlab.lab.outcome.OutcomeText;
import dev.meshlab.lab.report.JUnitCase;
import dev.meshlab.lab.report.JUnitSuite;
import dev.meshlab.lab.report.JUnitXml;
import java.util.List;
import java.util.stream.Collectors;

/** The results of tests for CI servers: a suite for each test, a case for each case and plane. */
public final class ProofJUnit {

  private ProofJUnit() {}

  /**
   * All of them as one document.
   *
   * @param foreseen whether nothing was measured, so that some may be left undecided
   */
  public static String print(List<TestResult> results, boolean foreseen) {
    double seconds = results.stream().mapToDouble(TestResult::seconds).sum();
    return new JUnitXml("meshlab test", null, seconds)
        .print(
            results.stream()
                .map(
                    result ->
                        new JUnitSuite(
                            result.test().name(),
                            result.seconds(),
                            result.cases().stream()
                                .map(each -> testCase(result, each, foreseen))
                                .toList()))
                .toList());
  }

  private static JUnitCase testCase(TestResult result, CaseResult each, boolean foreseen) {
    JUnitCase one =
        new JUnitCase(result.test().name(), each.name())
            .at(result.test().file().toString(), each.testCase().position().line())
            .took(each.seconds())
            .printed(OutcomeText.plain(each.predicted(), each.measured(), each.live()));
    String why = String.join("\n", each.why());
    return switch (each.verdict()) {
      case PASSED -> one;
      case FAILED -> one.ended(JUnitCase.Result.FAILURE, missed(each, Verdict.FAILED), why);
      case UNDECIDED ->
          one.ended(
              foreseen ? JUnitCase.Result.SKIPPED : JUnitCase.Result.ERROR,
              missed(each, Verdict.UNDECIDED),
              why);
      case NOT_TRIED -> one.ended(JUnitCase.Result.SKIPPED, each.reason(), "");
    };
  }

  private static String missed(CaseResult each, Verdict verdict) {
    return each.met().isEmpty()
        ? each.reason()
        : each.met().stream()
            .filter(met -> Verdict.of(met.outcome()) == verdict)
            .map(Met::sentence)
            .collect(Collectors.joining("; "));
  }
}
