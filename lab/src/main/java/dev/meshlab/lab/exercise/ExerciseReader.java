package dev.meshlab.lab.exercise;

import dev.meshlab.lab.live.Change.Timed;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import java.nio.file.Path;
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
    List<Timed> changes = new ChangeReader(problems).read(step);
    ExpectedLines expected = new ExpectedLines(problems, !changes.isEmpty());
    if (!step.has("pods")) {
      expected.read(step.below("expect"));
    }
    new ClusterOnly(problems).check(step);
    return new Step(
        step.string("name", ""),
        step.strings("manifests"),
        replicas,
        step.strings("zones"),
        changes,
        step.integer("repeats", 1),
        step.string("unpredicted", ""),
        new CallReader(problems).read(step.below("call")),
        expected.expectations(),
        expected.settlings(),
        expected.ofCluster(),
        new PodClaimLines(problems).read(step));
  }
}
