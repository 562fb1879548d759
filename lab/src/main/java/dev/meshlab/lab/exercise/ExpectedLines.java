package dev.meshlab.lab.exercise;

import dev.meshlab.lab.expectation.Expectation;
import dev.meshlab.lab.expectation.Expectations;
import dev.meshlab.lab.expectation.Expected;
import dev.meshlab.lab.expectation.InvalidExpectation;
import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.diagnostic.Position;
import dev.meshlab.mesh.manifest.Fields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The field {@code expect}, read: a line, a list of lines, or lines by plane. An item such as
 * {@code - envoy: one pod}, which YAML takes for a mapping, is a line too.
 */
public final class ExpectedLines {

  private static final String FIELD = "expect";
  private static final String CLUSTER = "kubernetes";

  private final Call call;
  private final boolean somethingChanges;
  private final List<Diagnostic> problems;
  private final List<String> planes =
      new ArrayList<>(Arrays.stream(Plane.values()).map(Plane::toString).toList());
  private Expectations read = Expectations.NONE;

  /**
   * @param call about which something is expected
   * @param somethingChanges whether there is a change, after which something can come true
   * @param problems where to put what is wrong
   */
  public ExpectedLines(Call call, boolean somethingChanges, List<Diagnostic> problems) {
    this.call = call;
    this.somethingChanges = somethingChanges;
    this.problems = problems;
  }

  /** The same where the plane of a cluster may be named, too. */
  ExpectedLines andOfCluster() {
    planes.add(CLUSTER);
    return this;
  }

  /** The expectations of whatever has the field. */
  public Expectations of(Fields holder) {
    int before = problems.size();
    at(holder, FIELD, Optional.empty());
    holder.children(FIELD).forEach(this::byPlane);
    holder.child(FIELD).ifPresent(this::byPlane);
    if (read.isEmpty() && problems.size() == before) {
      problem(
          holder.position(FIELD),
          holder.path(FIELD),
          "expects nothing",
          "write for example [only OK], or envoy: [only OK]");
    }
    return read;
  }

  private void byPlane(Fields lines) {
    for (String name : lines.names()) {
      if (planes.contains(name)) {
        at(lines, name, Optional.of(name));
      } else if (!isReported(lines, name)) {
        problem(
            lines.position(name),
            lines.path(name),
            "'%s' is not a plane".formatted(name),
            "write one of " + String.join(", ", planes) + "; put a line with a colon in quotes");
      }
    }
  }

  /** True if the schema has said so already. */
  private boolean isReported(Fields lines, String name) {
    return problems.stream().anyMatch(each -> each.position().equals(lines.position(name)));
  }

  /**
   * @param plane that the lines are for; empty where each may name its own
   */
  private void at(Fields fields, String field, Optional<String> plane) {
    fields
        .string(field)
        .ifPresent(line -> add(fields.position(field), fields.path(field), plane, line));
    List<String> lines = fields.strings(field);
    List<Position> places = fields.positions(field);
    for (int i = 0; i < lines.size(); i++) {
      add(places.get(i), fields.path(field), plane, lines.get(i));
    }
  }

  private void add(Position position, String path, Optional<String> plane, String written) {
    try {
      PlaneLine line =
          plane.isPresent() ? new PlaneLine(plane, written) : PlaneLine.of(written, planes);
      Expected expected = Expected.parse(line.line());
      Optional<Objection> objection = objection(line, expected);
      if (objection.isPresent()) {
        problem(position, path, objection.get().message(), objection.get().fix());
      } else {
        read = read.with(line.plane(), expected);
      }
    } catch (InvalidExpectation e) {
      problem(
          position,
          path,
          String.valueOf(e.getMessage()),
          "write for example only OK, one pod, version=v1 90% or even at last; docs/reference.md has"
              + " all forms");
    }
  }

  /** A reason why such calls cannot be held against a line, and what to do about it. */
  private record Objection(String message, String fix) {}

  private Optional<Objection> objection(PlaneLine line, Expected expected) {
    String text = line.line().strip();
    if (!somethingChanges && !expected.settlings().isEmpty()) {
      return Optional.of(
          new Objection(
              "'%s' is said of the time after a change, and there is none".formatted(text),
              "write changes, or leave out the time"));
    }
    if (somethingChanges
        && line.plane().flatMap(Plane::of).filter(Plane::isEnteredFromOutside).isPresent()) {
      return Optional.of(
          new Objection(
              "a gateway does not change while it is open",
              "expect something of plain, envoy or proxyless"));
    }
    if (somethingChanges && !expected.expectations().stream().allMatch(Expectation::isForChanges)) {
      return Optional.of(
          new Objection(
              "'%s' is not counted while something changes".formatted(text),
              "write it in a step or case without changes"));
    }
    return expected.needs().stream()
        .filter(need -> !call.has(need))
        .findFirst()
        .map(
            need ->
                new Objection(
                    "'%s' needs %s".formatted(text, need),
                    "write %s in call".formatted(need.field())));
  }

  private void problem(Position position, String path, String message, String fix) {
    problems.add(Diagnostic.of(DiagnosticId.BAD_USAGE, position, path, message, fix));
  }
}
