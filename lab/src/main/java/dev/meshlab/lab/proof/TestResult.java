package dev.meshlab.lab.proof;

import dev.meshlab.lab.intent.MeshTest;
import java.util.List;

/**
 * The results of a test.
 *
 * @param test that was run
 * @param cases in their order, each once for each plane
 */
public record TestResult(MeshTest test, List<CaseResult> cases) {

  public TestResult {
    cases = List.copyOf(cases);
  }

  double seconds() {
    return cases.stream().mapToDouble(CaseResult::seconds).sum();
  }

  long count(Verdict verdict) {
    return cases.stream().filter(each -> each.verdict() == verdict).count();
  }
}
