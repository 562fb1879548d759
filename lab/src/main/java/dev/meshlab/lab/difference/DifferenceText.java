package dev.meshlab.lab.difference;

import dev.meshlab.lab.report.Page;
import dev.meshlab.lab.report.Tone;
import dev.meshlab.mesh.comparison.Difference;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.Position;
import java.util.List;

/** A difference for people: what there was with a minus, what there is with a plus. */
public final class DifferenceText {

  /** A value of xDS that is longer loses its middle. */
  private static final int MOST_LINES = 4;

  private final ManifestDifference found;
  private final Page page;
  private final StringBuilder text = new StringBuilder();

  public DifferenceText(ManifestDifference found, Page page) {
    this.found = found;
    this.page = page;
  }

  public String print() {
    found.callers().forEach(this::caller);
    if (!found.pods().isEmpty()) {
      title("Who is let in");
      found.pods().forEach(this::pods);
    }
    advice("Advice that comes", found.came());
    advice("Advice that goes", found.went());
    if (!found.objects().isEmpty()) {
      title("Objects that differ");
      found.objects().forEach(this::object);
      text.append('\n');
    }
    if (!found.xds().isEmpty()) {
      title("xDS");
      found.xds().forEach(this::xds);
    }
    text.append(page.paragraph(0, Summary.of(found)));
    return text.toString();
  }

  private void title(String words) {
    text.append(page.painted(Tone.TITLE, words)).append('\n');
  }

  private void caller(CallerChange caller) {
    text.append(
        page.paragraph(
            Tone.PLAIN, "From ", 2, String.join(", ", caller.callers()) + ", " + caller.way()));
    caller.targets().forEach(this::target);
  }

  private void target(TargetChange target) {
    String mark =
        switch (target.kind()) {
          case NEW -> " (new)";
          case GONE -> " (gone)";
          case CHANGED -> "";
        };
    text.append("  to ")
        .append(page.painted(Tone.TITLE, target.target()))
        .append(mark)
        .append('\n');
    for (CallChange call : target.calls()) {
      int indent = 4;
      if (!call.calls().isEmpty()) {
        text.append(page.paragraph(Tone.PLAIN, "    ", 6, call.calls()));
        indent = 6;
      }
      for (Change change : call.changes()) {
        change(indent, change, call.turn() == CallChange.Turn.FAILS);
      }
    }
    text.append('\n');
  }

  private void pods(PodChange pods) {
    text.append(page.paragraph(Tone.PLAIN, "  ", 4, String.join(", ", pods.workloads())));
    pods.changes().forEach(change -> change(4, change, false));
    text.append('\n');
  }

  private void change(int indent, Change change, boolean fails) {
    text.append(page.paragraph(indent, change.what()));
    side(indent + 2, "- ", Tone.FAINT, change.before().toString());
    side(indent + 2, "+ ", fails ? Tone.BAD : Tone.GOOD, change.after().toString());
  }

  private void side(int indent, String mark, Tone tone, String words) {
    text.append(page.paragraph(tone, " ".repeat(indent) + mark, words));
  }

  private void advice(String title, List<Diagnostic> advice) {
    if (!advice.isEmpty()) {
      title(title);
      advice.forEach(
          each ->
              text.append(
                  page.paragraph(Tone.PLAIN, "  ", 4, each.headline() + " [" + each.id() + "]")));
      text.append('\n');
    }
  }

  private void object(ObjectChange object) {
    String places =
        object.before().map(Position::toString).orElse("")
            + (object.kind() == TargetChange.Kind.CHANGED ? " -> " : "")
            + object.after().map(Position::toString).orElse("");
    text.append(
        page.paragraph(
            Tone.PLAIN, "  %-8s".formatted(object.kind()), object.object() + " (" + places + ")"));
  }

  private void xds(XdsChange resource) {
    String whole =
        resource.isWhole()
            ? (resource.differences().get(0).theirs().isEmpty() ? " (new)" : " (gone)")
            : "";
    text.append(
        page.paragraph(
            Tone.PLAIN,
            "  ",
            4,
            "%s %s, of %s%s"
                .formatted(
                    resource.type(),
                    resource.resource(),
                    String.join(", ", resource.receivers()),
                    whole)));
    if (!resource.isWhole()) {
      resource.differences().forEach(this::field);
    }
    text.append('\n');
  }

  private void field(Difference field) {
    text.append(page.paragraph(4, field.path()));
    field.theirs().ifPresent(value -> side(6, "- ", Tone.FAINT, cut(value)));
    field.ours().ifPresent(value -> side(6, "+ ", Tone.GOOD, cut(value)));
  }

  private String cut(String value) {
    return page.cut(value, MOST_LINES * (page.columns() - 8));
  }
}
