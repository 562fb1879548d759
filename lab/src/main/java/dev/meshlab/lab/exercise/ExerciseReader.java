package dev.meshlab.lab.exercise;

import dev.meshlab.lab.expectation.Expectation;
import dev.meshlab.lab.expectation.ExpectationText;
import dev.meshlab.lab.expectation.InvalidExpectation;
import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An object of the kind Exercise, read; its schema has been checked. */
final class ExerciseReader {

  private final List<Diagnostic> problems;

  /**
   * @param problems where to put what the schema cannot say
   */
  ExerciseReader(List<Diagnostic> problems) {
    this.problems = problems;
  }

  Exercise read(Document document) {
    Fields spec = Fields.of(document).below("spec");
    return new Exercise(
        document.name(),
        spec.string("title", ""),
        spec.strings("corrects"),
        spec.strings("manifests"),
        spec.children("steps").stream().map(this::step).toList(),
        Path.of(document.position().file()));
  }

  private Step step(Fields step) {
    Map<String, Integer> replicas = new HashMap<>();
    Fields counts = step.below("replicas");
    counts.names().forEach(name -> replicas.put(name, counts.integer(name, 0)));
    return new Step(
        step.string("name", ""),
        step.strings("manifests"),
        replicas,
        step.strings("zones"),
        step.string("unpredicted", ""),
        new CallReader(problems).read(step.below("call")),
        expectations(step.below("expect")));
  }

  private Map<Plane, List<Expectation>> expectations(Fields expect) {
    Map<Plane, List<Expectation>> byPlane = new EnumMap<>(Plane.class);
    for (String name : expect.names()) {
      Plane.of(name).ifPresent(plane -> byPlane.put(plane, lines(expect, name)));
    }
    if (byPlane.values().stream().allMatch(List::isEmpty)) {
      problem(expect, "", "expects nothing of any plane", "write for example envoy: [even]");
    }
    return byPlane;
  }

  private List<Expectation> lines(Fields expect, String plane) {
    List<Expectation> read = new ArrayList<>();
    for (String line : expect.strings(plane)) {
      try {
        read.add(ExpectationText.parse(line));
      } catch (InvalidExpectation e) {
        problem(
            expect,
            plane,
            String.valueOf(e.getMessage()),
            "write one of: " + String.join("; ", ExpectationText.FORMS));
      }
    }
    return read;
  }

  private void problem(Fields fields, String field, String message, String fix) {
    problems.add(
        Diagnostic.of(
            DiagnosticId.BAD_USAGE, fields.position(field), fields.path(field), message, fix));
  }
}
