package dev.meshlab.lab.exercise;

import dev.meshlab.lab.live.Change;
import dev.meshlab.lab.live.Change.Timed;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Fields;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The changes of a step, read. */
final class ChangeReader {

  private final List<Diagnostic> problems;

  ChangeReader(List<Diagnostic> problems) {
    this.problems = problems;
  }

  List<Timed> read(Fields step) {
    List<Timed> changes = new ArrayList<>();
    for (Fields each : step.children("changes")) {
      Duration after = each.duration("after").orElse(Duration.ZERO);
      List<Change> named = changes(each);
      if (named.size() != 1) {
        problems.add(
            Diagnostic.of(
                DiagnosticId.BAD_USAGE,
                each.position(),
                each.path(),
                named.isEmpty() ? "changes nothing" : "changes several things at once",
                "write one of scale, kill, delete, restart, notServing, serving, apply"));
      }
      named.forEach(change -> changes.add(new Timed(after, change)));
    }
    return changes.stream().sorted(Comparator.comparing(Timed::after)).toList();
  }

  private static List<Change> changes(Fields each) {
    List<Change> changes = new ArrayList<>();
    Fields scale = each.below("scale");
    scale
        .names()
        .forEach(workload -> changes.add(new Change.Scale(workload, scale.integer(workload, 0))));
    each.string("kill").ifPresent(workload -> changes.add(new Change.Kill(workload)));
    each.string("delete").ifPresent(workload -> changes.add(new Change.Delete(workload)));
    each.string("restart").ifPresent(workload -> changes.add(new Change.Restart(workload)));
    each.string("notServing")
        .ifPresent(workload -> changes.add(new Change.Health(workload, false)));
    each.string("serving").ifPresent(workload -> changes.add(new Change.Health(workload, true)));
    List<String> manifests = each.strings("apply");
    if (!manifests.isEmpty()) {
      changes.add(new Change.Apply(manifests));
    }
    return changes;
  }
}
