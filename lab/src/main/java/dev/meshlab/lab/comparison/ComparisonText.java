package dev.meshlab.lab.comparison;

import dev.meshlab.lab.report.Page;
import dev.meshlab.lab.report.Tone;
import dev.meshlab.mesh.comparison.Difference;
import java.util.List;
import java.util.Map;
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
    if (!found.unlike().isEmpty()) {
      text.append(page.painted(Tone.TITLE, "The files and the cluster differ:")).append('\n');
      found.unlike().forEach(line -> text.append(page.paragraph(Tone.PLAIN, "  ", 4, line)));
      text.append('\n');
    }
    text.append(page.paragraph(0, summary()));
    return text.toString();
  }

  private void resource(String name, List<Difference> differences) {
    text.append(page.painted(Tone.TITLE, name)).append('\n');
    for (Difference each : differences) {
      if (!each.path().isEmpty()) {
        text.append("  ").append(each.path()).append('\n');
      }
      value(THERE, each.theirs(), each.path().isEmpty());
      value(HERE, each.ours(), each.path().isEmpty());
    }
    text.append('\n');
  }

  /** Of a whole resource that only one side has, the name is enough. */
  private void value(String side, Optional<String> value, boolean whole) {
    int room = MOST_LINES * (page.columns() - side.length());
    String shown = value.map(each -> whole ? "yes" : page.cut(each, room)).orElse("none");
    text.append(page.paragraph(value.isPresent() ? Tone.GOOD : Tone.BAD, side, shown));
  }

  private String summary() {
    Map<String, List<Difference>> differing = found.byResource();
    int equal = found.comparison().equal().size();
    return "pod %s, %s: %d as translated, %d not"
        .formatted(found.pod(), found.type(), equal, differing.size());
  }
}
