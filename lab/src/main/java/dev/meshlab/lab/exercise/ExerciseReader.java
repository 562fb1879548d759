package dev.meshlab.lab.exercise;

import dev.meshlab.lab.live.Change.Timed;
import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import java.nio.file.Path;
import java.util.List;

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
    List<Fields> steps = spec.children("steps");
    WorldReader.oneOfEachName(steps, "step", problems);
    return new Exercise(
        document.name(),
        spec.string("title", ""),
        spec.strings("corrects"),
        spec.strings("manifests"),
        steps.stream().map(this::step).toList(),
        Path.of(document.position().file()));
  }

  private Step step(Fields step) {
    return new Step(
        step.string("name", ""),
        step.position(),
        step.strings("manifests"),
        WorldReader.replicas(step),
        step.strings("zones"),
        question(step));
  }

  private Question question(Fields step) {
    new WithoutCalls(problems).check(step);
    new ClusterOnly(problems).check(step);
    new GatewayOnly(problems).check(step.below("call"), planes(step));
    List<Timed> changes = new ChangeReader(problems).read(step);
    Call call = new CallReader(problems).read(step.below("call"), changes);
    if (step.has("refused")) {
      return new Question.Refusal(step.string("refused", ""));
    }
    if (step.has("pods")) {
      return new Question.Pods(call, new PodClaimLines(problems).read(step));
    }
    return new Question.Calls(
        call,
        changes,
        step.integer("repeats", 1),
        step.string("unpredicted", ""),
        new ExpectedLines(call, !changes.isEmpty(), problems).andOfCluster().of(step));
  }

  private static List<Plane> planes(Fields step) {
    return step.below("expect").names().stream().flatMap(name -> Plane.of(name).stream()).toList();
  }
}
