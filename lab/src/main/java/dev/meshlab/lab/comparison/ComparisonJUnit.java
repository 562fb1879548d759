package dev.meshlab.lab.comparison;

import dev.meshlab.lab.report.JUnitCase;
import dev.meshlab.lab.report.JUnitCase.Result;
import dev.meshlab.lab.report.JUnitSuite;
import dev.meshlab.lab.report.JUnitXml;
import dev.meshlab.mesh.comparison.Difference;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A comparison as JUnit XML: a case for each resource. */
public final class ComparisonJUnit {

  private ComparisonJUnit() {}

  /** The comparison as one JUnit document. */
  public static String print(ProxyComparison found) {
    List<JUnitCase> cases = new ArrayList<>();
    String group = found.pod() + " " + found.type();
    found.comparison().equal().forEach(name -> cases.add(new JUnitCase(group, name)));
    found
        .byResource()
        .forEach((name, differences) -> cases.add(differing(group, name, differences, found)));
    found
        .refused()
        .forEach(
            line ->
                cases.add(
                    new JUnitCase(group, "update").ended(Result.FAILURE, "was refused", line)));
    return new JUnitXml("meshlab config", null, 0).print(List.of(new JUnitSuite(group, 0, cases)));
  }

  private static JUnitCase differing(
      String group, String name, List<Difference> differences, ProxyComparison found) {
    String details =
        differences.stream().map(Difference::toString).collect(Collectors.joining("\n"));
    return new JUnitCase(group, name)
        .ended(Result.FAILURE, "is not as translated", details)
        .printed(String.join("\n", found.causes()));
  }
}
