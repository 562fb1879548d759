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

/** The changes that are made under some calls, read. */
public final class ChangeReader {

  private final List<Diagnostic> problems;

  /**
   * @param problems where to put what is wrong
   */
  public ChangeReader(List<Diagnostic> problems) {
    this.problems = problems;
  }

  /** The changes of a step or a case, in the order of their times. */
  public List<Timed> read(Fields holder) {
    List<Timed> changes = new ArrayList<>();
    for (Fields each : holder.children("changes")) {
      Duration after = each.duration("after").orElse(Duration.ZERO);
      List<Change> named = changes(each);
      if (named.size() != 1 && !WorldReader.isReported(each, problems)) {
        problem(
            each,
            "",
            named.isEmpty() ? "changes nothing" : "changes several things at once",
            "write one of scale, kill, delete, restart, notServing, serving, failing, working, lose,"
                + " disconnect, apply");
      }
      if (each.has("noticed") && !each.has("lose")) {
        problem(each, "noticed", "is said of a zone that is lost", "leave it out");
      }
      named.forEach(change -> changes.add(new Timed(after, change)));
    }
    if (holder.has("repeats") && changes.isEmpty()) {
      problem(
          holder,
          "repeats",
          "repeats changes, and there are none",
          "write changes, or leave it out");
    }
    List<Timed> inOrder = changes.stream().sorted(Comparator.comparing(Timed::after)).toList();
    oneEnd(holder, inOrder);
    return inOrder;
  }

  /** New pods would need nodes that are there. */
  private void oneEnd(Fields holder, List<Timed> changes) {
    boolean lost = false;
    for (Timed each : changes) {
      if (lost && each.what().needsNodes()) {
        problem(
            holder,
            "changes",
            "new pods are to come after a zone is lost, which the lab does not play",
            "write that change before lose, or leave it out");
        return;
      }
      lost |= each.what() instanceof Change.Lose;
    }
  }

  private List<Change> changes(Fields each) {
    List<Change> changes = new ArrayList<>();
    Fields scale = each.below("scale");
    scale
        .names()
        .forEach(workload -> changes.add(new Change.Scale(workload, scale.integer(workload, 0))));
    each.string("kill").ifPresent(workload -> changes.add(new Change.Kill(workload)));
    each.string("delete").ifPresent(workload -> changes.add(new Change.Delete(workload)));
    each.string("restart").ifPresent(workload -> changes.add(new Change.Restart(workload)));
    each.string("notServing").ifPresent(workload -> changes.add(Change.serving(workload, false)));
    each.string("serving").ifPresent(workload -> changes.add(Change.serving(workload, true)));
    each.string("failing").ifPresent(workload -> changes.add(Change.working(workload, false)));
    each.string("working").ifPresent(workload -> changes.add(Change.working(workload, true)));
    each.string("disconnect")
        .ifPresent(
            who -> {
              changes.add(new Change.Disconnect());
              if (!who.equals(Change.Disconnect.CLIENT)) {
                problem(each, "disconnect", "is not the client", "write disconnect: client");
              }
            });
    each.string("lose")
        .ifPresent(
            place ->
                changes.add(
                    new Change.Lose(place, each.duration("noticed").orElse(Change.Lose.NOTICED))));
    List<String> manifests = each.strings("apply");
    if (!manifests.isEmpty()) {
      changes.add(new Change.Apply(manifests));
    }
    return changes;
  }

  private void problem(Fields fields, String field, String message, String fix) {
    problems.add(fields.diagnostic(DiagnosticId.BAD_USAGE, field, message, fix));
  }
}
