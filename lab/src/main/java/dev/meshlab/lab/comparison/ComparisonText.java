package dev.meshlab.lab.comparison;

import dev.meshlab.lab.report.Page;
import dev.meshlab.lab.report.Tone;
import dev.meshlab.mesh.comparison.Difference;
import java.util.List;
import java.util.Optional;

/** A comparison for people, resource by resource. */
public final class ComparisonText {

  /** A value that is longer loses its middle: a whole resource is for programs. */
  private static final int MOST_LINES = 4;

  private static final String THERE = "    in the cluster  ";
  private static final String HERE = "    translated      ";

  private final ProxyComparison found;
  private final Page page;
  private final StringBuilder text = new StringBuilder();

  public ComparisonText(ProxyComparison found, Page page) {
    this.found = found;
    this.page = page;
  }

  public String print() {
    found.byResource().forEach(this::resource);
    list("The proxy has refused what istiod sent last:", found.refused());
    list("Possible causes:", found.causes());
    text.append(page.paragraph(0, summary()));
    return text.toString();
  }

  private void list(String title, List<String> lines) {
    if (!lines.isEmpty()) {
      text.append(page.painted(Tone.TITLE, title)).append('\n');
      lines.forEach(line -> text.append(page.paragraph(Tone.PLAIN, "  ", 4, line)));
      text.append('\n');
    }
  }

  private void resource(String name, List<Difference> differences) {
    Difference first = differences.get(0);
    if (first.path().isEmpty()) {
      String where =
          first.theirs().isPresent()
              ? "is in the cluster, and not translated"
              : "is translated, and not in the cluster";
      text.append(page.painted(Tone.TITLE, name)).append(' ').append(where).append("\n\n");
      return;
    }
    text.append(page.painted(Tone.TITLE, name)).append('\n');
    for (Difference each : differences) {
      text.append("  ").append(each.path()).append('\n');
      value(THERE, each.theirs());
      value(HERE, each.ours());
    }
    text.append('\n');
  }

  private void value(String side, Optional<String> value) {
    String shown = page.cut(value.orElse("none"), MOST_LINES * (page.columns() - side.length()));
    text.append(page.paragraph(Tone.PLAIN, side, shown));
  }

  private String summary() {
    int differing = found.byResource().size();
    return "pod %s, %s: %d as translated, %s"
        .formatted(
            found.pod(),
            found.type(),
            found.comparison().equal().size(),
            differing == 0 ? "none different" : differing + " not");
  }
}
