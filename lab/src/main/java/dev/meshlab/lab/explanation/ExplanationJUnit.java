package dev.meshlab.lab.explanation;

import dev.meshlab.lab.report.JUnitCase;
import dev.meshlab.lab.report.JUnitCase.Result;
import dev.meshlab.lab.report.JUnitSuite;
import dev.meshlab.lab.report.JUnitXml;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.Position;
import dev.meshlab.mesh.explain.Explanation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An explanation as JUnit XML: a suite for each file, a case for each problem and each advice. */
public final class ExplanationJUnit {

  private ExplanationJUnit() {}

  /**
   * The explanation as one JUnit document.
   *
   * @param adviceFails whether advice is a failure; otherwise it is the output of a case that
   *     passed
   */
  public static String print(Explanation explanation, boolean adviceFails) {
    Map<String, List<JUnitCase>> byFile = new LinkedHashMap<>();
    explanation
        .fields()
        .forEach(field -> byFile.putIfAbsent(field.position().file(), new ArrayList<>()));
    explanation.problems().forEach(problem -> cases(byFile, problem.file()).add(refused(problem)));
    explanation
        .advice()
        .forEach(
            advice -> cases(byFile, advice.position().file()).add(advised(advice, adviceFails)));
    byFile.forEach(
        (file, cases) -> {
          if (cases.isEmpty()) {
            cases.add(new JUnitCase(file, "nothing refused, nothing advised").at(file, 0));
          }
        });
    List<JUnitSuite> suites = new ArrayList<>();
    byFile.forEach((file, cases) -> suites.add(new JUnitSuite(file, 0, cases)));
    return new JUnitXml("meshlab explain", null, 0).print(suites);
  }

  private static List<JUnitCase> cases(Map<String, List<JUnitCase>> byFile, String file) {
    return byFile.computeIfAbsent(file, any -> new ArrayList<>());
  }

  private static JUnitCase refused(Diagnostic problem) {
    return named(problem.position(), problem.path(), "refused")
        .ended(Result.FAILURE, problem.message(), problem.toString());
  }

  private static JUnitCase advised(Diagnostic advice, boolean fails) {
    JUnitCase one = named(advice.position(), advice.path(), advice.id().toString());
    return fails
        ? one.ended(Result.FAILURE, advice.sentence(), advice.headline() + "\n" + advice.fix())
        : one.printed(advice.headline() + "\n" + advice.fix());
  }

  private static JUnitCase named(Position position, String path, String what) {
    String name = (path.isEmpty() ? "object" : path) + " (" + what + ")";
    return new JUnitCase(position.file(), name).at(position.file(), position.line());
  }
}
