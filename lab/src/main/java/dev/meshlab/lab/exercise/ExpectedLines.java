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
import org.jspecify.annotations.Nullable;

/** The lines of what is expected of each plane, read. */
final class ExpectedLines {

  private static final String CLUSTER = "kubernetes";

  private final List<Diagnostic> problems;
  private final boolean somethingChanges;
  private final Map<Plane, List<Expectation>> expectations = new EnumMap<>(Plane.class);
  private final Map<Plane, List<Settling>> settlings = new EnumMap<>(Plane.class);
  private @Nullable Expected ofCluster;

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

  /** Those of the plane {@code kubernetes}, if the file has some. */
  Optional<Expected> ofCluster() {
    return Optional.ofNullable(ofCluster);
  }

  void read(Fields expect) {
    for (String name : expect.names()) {
      Plane.of(name).ifPresent(plane -> read(expect, plane));
    }
    if (expect.has(CLUSTER)) {
      ofCluster = lines(expect, CLUSTER);
    }
    if (expectations.isEmpty() && settlings.isEmpty() && ofCluster == null) {
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
    Expected expected = lines(expect, plane.toString());
    if (!expected.expectations().isEmpty()) {
      expectations.put(plane, expected.expectations());
    }
    if (!expected.settlings().isEmpty()) {
      settlings.put(plane, expected.settlings());
    }
  }

  private Expected lines(Fields expect, String plane) {
    List<Expectation> always = new ArrayList<>();
    List<Settling> atLast = new ArrayList<>();
    for (String line : expect.strings(plane)) {
      try {
        Optional<Settling> settling = Settling.parse(line);
        if (settling.isEmpty()) {
          always.add(ExpectationText.parse(line));
        } else if (somethingChanges) {
          atLast.add(settling.get());
        } else {
          problem(
              expect,
              plane,
              "'%s' is said of the time after a change, and the step has none".formatted(line),
              "write changes, or leave out the time");
        }
      } catch (InvalidExpectation e) {
        problem(
            expect,
            plane,
            String.valueOf(e.getMessage()),
            "write for example even, version=v1 90%, only OK or even at last; docs/reference.md has"
                + " all forms");
      }
    }
    return new Expected(always, atLast);
  }

  private void problem(Fields fields, String field, String message, String fix) {
    problems.add(
        Diagnostic.of(
            DiagnosticId.BAD_USAGE, fields.position(field), fields.path(field), message, fix));
  }
}
