package dev.meshlab.lab.exercise;

import dev.meshlab.lab.expectation.Expectation;
import dev.meshlab.lab.expectation.ExpectationText;
import dev.meshlab.lab.expectation.InvalidExpectation;
import dev.meshlab.lab.expectation.Settling;
import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Fields;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The lines of what is expected of each plane, read. */
final class ExpectedLines {

  private final List<Diagnostic> problems;
  private final boolean somethingChanges;
  private final Map<Plane, List<Expectation>> expectations = new EnumMap<>(Plane.class);
  private final Map<Plane, List<Settling>> settlings = new EnumMap<>(Plane.class);

  /**
   * @param somethingChanges whether the step has a change, after which something can come true
   */
  ExpectedLines(List<Diagnostic> problems, boolean somethingChanges) {
    this.problems = problems;
    this.somethingChanges = somethingChanges;
  }

  Map<Plane, List<Expectation>> expectations() {
    return expectations;
  }

  Map<Plane, List<Settling>> settlings() {
    return settlings;
  }

  void read(Fields expect) {
    for (String name : expect.names()) {
      Plane.of(name).ifPresent(plane -> read(expect, plane));
    }
    if (expectations.isEmpty() && settlings.isEmpty()) {
      problem(expect, "", "expects nothing of any plane", "write for example envoy: [even]");
    }
  }

  private void read(Fields expect, Plane plane) {
    if (somethingChanges && plane.isEnteredFromOutside()) {
      problem(
          expect,
          plane.toString(),
          "a gateway does not change while it is open",
          "expect something of plain, envoy or proxyless");
    }
    for (String line : expect.strings(plane.toString())) {
      try {
        read(expect, plane, line);
      } catch (InvalidExpectation e) {
        problem(
            expect,
            plane.toString(),
            String.valueOf(e.getMessage()),
            "write for example even, version=v1 90%, only OK or even at last; docs/reference.md has"
                + " all forms");
      }
    }
  }

  private void read(Fields expect, Plane plane, String line) throws InvalidExpectation {
    Optional<Settling> settling = Settling.parse(line);
    if (settling.isEmpty()) {
      expectations
          .computeIfAbsent(plane, any -> new ArrayList<>())
          .add(ExpectationText.parse(line));
    } else if (somethingChanges) {
      settlings.computeIfAbsent(plane, any -> new ArrayList<>()).add(settling.get());
    } else {
      problem(
          expect,
          plane.toString(),
          "'%s' is said of the time after a change, and the step has none".formatted(line),
          "write changes, or leave out the time");
    }
  }

  private void problem(Fields fields, String field, String message, String fix) {
    problems.add(
        Diagnostic.of(
            DiagnosticId.BAD_USAGE, fields.position(field), fields.path(field), message, fix));
  }
}
