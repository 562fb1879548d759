package dev.meshlab.lab.intent;

import dev.meshlab.lab.expectation.InvalidExpectation;
import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.diagnostic.Position;
import dev.meshlab.mesh.manifest.Fields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The expectations of a case, read: a line, a list of lines, or lines by plane. An item such as
 * {@code - envoy: one pod}, which YAML takes for a mapping, is a line too.
 */
final class ExpectationLines {

  static final String FIELD = "expect";

  private final List<Diagnostic> problems;
  private final List<PlaneExpectation> read = new ArrayList<>();

  private ExpectationLines(List<Diagnostic> problems) {
    this.problems = problems;
  }

  /**
   * The expectations of a case.
   *
   * @param problems where to put what is wrong
   */
  static List<PlaneExpectation> of(Fields testCase, List<Diagnostic> problems) {
    ExpectationLines lines = new ExpectationLines(problems);
    int before = problems.size();
    lines.at(testCase, FIELD, "");
    testCase.children(FIELD).forEach(lines::byPlane);
    testCase.child(FIELD).ifPresent(lines::byPlane);
    if (lines.read.isEmpty() && problems.size() == before) {
      lines.problem(
          testCase.position(FIELD),
          testCase.path(FIELD),
          "expects nothing",
          "write for example [only OK]");
    }
    return lines.read;
  }

  private void byPlane(Fields planes) {
    for (String name : planes.names()) {
      if (Plane.of(name).isPresent()) {
        at(planes, name, name + ": ");
      } else {
        problem(
            planes.position(name),
            planes.path(name),
            "'%s' is not a plane".formatted(name),
            "write one of "
                + Arrays.stream(Plane.values())
                    .map(Plane::toString)
                    .collect(Collectors.joining(", "))
                + "; put a line with a colon in quotes");
      }
    }
  }

  private void at(Fields fields, String field, String plane) {
    fields
        .string(field)
        .ifPresent(line -> add(fields.position(field), fields.path(field), plane + line));
    List<String> lines = fields.strings(field);
    List<Position> places = fields.positions(field);
    for (int i = 0; i < lines.size(); i++) {
      add(places.get(i), fields.path(field), plane + lines.get(i));
    }
  }

  private void add(Position position, String path, String line) {
    try {
      read.add(PlaneExpectation.parse(line));
    } catch (InvalidExpectation e) {
      problem(
          position,
          path,
          String.valueOf(e.getMessage()),
          "write for example only OK, one pod, or version=v1 90%; docs/reference.md has all forms");
    }
  }

  private void problem(Position position, String path, String message, String fix) {
    problems.add(Diagnostic.of(DiagnosticId.BAD_USAGE, position, path, message, fix));
  }
}
