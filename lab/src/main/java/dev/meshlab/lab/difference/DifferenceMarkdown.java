package dev.meshlab.lab.difference;

import dev.meshlab.lab.difference.CallChange.Turn;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.Position;
import java.util.ArrayList;
import java.util.List;

/** A difference as a comment for a pull request: a summary, and the details folded. */
public final class DifferenceMarkdown {

  /** A comment of a pull request has room for 65,536 characters. */
  private static final int MOST = 60_000;

  /** By which a job finds the comment that it has written before. */
  private static final String MARK = "<!-- meshlab diff -->\n";

  private static final int MOST_ROWS = 20;

  /** The table of that many rows, with five cells each, leaves room for the rest. */
  private static final int MOST_OF_A_CELL = 400;

  private final ManifestDifference found;
  private final StringBuilder text = new StringBuilder(MARK);

  public DifferenceMarkdown(ManifestDifference found) {
    this.found = found;
  }

  public String print() {
    String summary = Summary.of(found);
    text.append("### Mesh: ").append(summary).append("\n\n");
    text.append("Before: `%s`. After: `%s`.\n\n".formatted(found.before(), found.after()));
    found.notes().forEach(note -> text.append("> ").append(note).append("\n\n"));
    answers();
    folded("Calls: every change, with the rule that decides", calls());
    folded("Who is let in", pods());
    folded("Advice: %d new, %d gone".formatted(found.came().size(), found.went().size()), advice());
    folded("Objects that differ: " + found.objects().size(), objects());
    folded("xDS", xds());
    return text.toString();
  }

  /** The changes of who answers, the most urgent ones first. */
  private void answers() {
    List<String> failing = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (CallerChange caller : found.callers()) {
      for (TargetChange target : caller.targets()) {
        for (CallChange call : target.calls()) {
          call.changes().stream()
              .filter(change -> change.what().equals(Change.ANSWER))
              .forEach(
                  change ->
                      (call.turn() == Turn.FAILS ? failing : others)
                          .add(row(caller, target, call, change)));
        }
      }
    }
    List<String> rows = new ArrayList<>(failing);
    rows.addAll(others);
    if (!rows.isEmpty()) {
      text.append("| from | to | calls | before | after |\n|---|---|---|---|---|\n");
      rows.stream().limit(MOST_ROWS).forEach(text::append);
      if (rows.size() > MOST_ROWS) {
        text.append("\n%d more are below.\n".formatted(rows.size() - MOST_ROWS));
      }
      text.append('\n');
    }
  }

  private static String row(
      CallerChange caller, TargetChange target, CallChange call, Change change) {
    List<String> callers = caller.callers();
    String from =
        callers.get(0) + (callers.size() > 1 ? " and %d more".formatted(callers.size() - 1) : "");
    String calls = call.calls().isEmpty() ? "all" : call.calls().replaceFirst("^calls ", "");
    return "| %s | `%s` | %s | %s | %s%s |\n"
        .formatted(
            cell(from),
            target.target(),
            cell(calls),
            cell(change.before().words()),
            call.turn() == Turn.FAILS ? ":x: " : "",
            cell(change.after().words()));
  }

  private static String cell(String words) {
    String some =
        words.length() <= MOST_OF_A_CELL ? words : words.substring(0, MOST_OF_A_CELL) + " …";
    return some.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ");
  }

  private void folded(String title, String details) {
    if (!details.isEmpty()) {
      boolean room = text.length() + details.length() < MOST;
      text.append(
          "<details><summary>%s</summary>\n\n%s\n</details>\n\n"
              .formatted(
                  title, room ? details : "Too long for a comment; `./meshlab diff` prints it.\n"));
    }
  }

  private String calls() {
    StringBuilder out = new StringBuilder();
    for (CallerChange caller : found.callers()) {
      out.append(
          "**From %s**, %s\n\n".formatted(String.join(", ", caller.callers()), caller.way()));
      for (TargetChange target : caller.targets()) {
        String mark = target.kind() == TargetChange.Kind.CHANGED ? "" : " (" + target.kind() + ")";
        for (CallChange call : target.calls()) {
          out.append(
              "to `%s`%s%s\n"
                  .formatted(
                      target.target(), mark, call.calls().isEmpty() ? "" : ", " + call.calls()));
          changes(out, call.changes());
        }
      }
    }
    return out.toString();
  }

  private static void changes(StringBuilder out, List<Change> changes) {
    out.append("```diff\n");
    for (Change change : changes) {
      out.append("  ").append(change.what()).append('\n');
      out.append("- ").append(change.before()).append('\n');
      out.append("+ ").append(change.after()).append('\n');
    }
    out.append("```\n\n");
  }

  private String pods() {
    StringBuilder out = new StringBuilder();
    for (PodChange pods : found.pods()) {
      out.append(String.join(", ", pods.workloads())).append('\n');
      changes(out, pods.changes());
    }
    return out.toString();
  }

  private String advice() {
    StringBuilder out = new StringBuilder();
    found.came().forEach(each -> item(out, "new", each));
    found.went().forEach(each -> item(out, "gone", each));
    return out.toString();
  }

  private static void item(StringBuilder out, String kind, Diagnostic advice) {
    out.append(
        "- %s: `%s`: %s (%s)\n"
            .formatted(kind, advice.position(), cell(advice.sentence()), advice.id()));
  }

  private String objects() {
    StringBuilder out = new StringBuilder();
    for (ObjectChange each : found.objects()) {
      String before = each.before().map(Position::toString).orElse("");
      String after = each.after().map(Position::toString).orElse("");
      String arrow = each.kind() == TargetChange.Kind.CHANGED ? " -> " : "";
      out.append(
          "- %s: %s (`%s%s%s`)\n".formatted(each.kind(), each.object(), before, arrow, after));
    }
    return out.toString();
  }

  private String xds() {
    StringBuilder out = new StringBuilder();
    for (XdsChange each : found.xds()) {
      out.append(
          "%s `%s`, of %s\n```diff\n"
              .formatted(each.type(), each.resource(), String.join(", ", each.receivers())));
      each.differences()
          .forEach(
              field -> {
                out.append("  ").append(field.path().isEmpty() ? "all of it" : field.path());
                out.append('\n');
                field.theirs().ifPresent(value -> out.append("- ").append(value).append('\n'));
                field.ours().ifPresent(value -> out.append("+ ").append(value).append('\n'));
              });
      out.append("```\n\n");
    }
    return out.toString();
  }
}
