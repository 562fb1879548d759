package dev.meshlab.mesh.explain;

import dev.meshlab.mesh.dataplane.Plane;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The verdicts on every field, as a page of Markdown. */
final class CoveragePage {

  private static final String HEAD =
      """
      # What becomes of each field

      Written by a program, which gives each field of each kind a value in a small mesh, and asks `./meshlab explain` what
      became of it; so a verdict is what the translation does, and not what a person says of it. `CoverageTest` fails if the
      page is out of date; after a change of the translation, this writes it anew:

          %s

      The planes:

      %s

      Paths start below `spec`; `[]` is any item of a list, `{}` any name of a mapping.

      - **honoured**: it does there what Istio says it does.
      - approximated: it does something close to it.
      - ignored: nothing that the plane is given depends on it.
      - left-out: a cluster acts on it, and the lab does not.
      - rejected: Istio refuses any value of it.

      What your own files come to, with their lines and reasons: `./meshlab explain -f …`.
      """;

  private final StringBuilder text = new StringBuilder();

  private CoveragePage() {}

  /**
   * @param command writes the page anew
   */
  static String of(List<Coverage.Kind> kinds, String command) {
    CoveragePage page = new CoveragePage();
    page.text.append(HEAD.formatted(command, described()));
    kinds.forEach(page::kind);
    return page.text.toString();
  }

  private void kind(Coverage.Kind kind) {
    List<String> notes = new ArrayList<>(notes(kind));
    line("");
    line("## " + kind.name());
    line("");
    line("| field |" + planes(plane -> " " + plane + " |"));
    line("|---|" + planes(plane -> "---|"));
    for (Coverage.Row row : kind.rows()) {
      line("| `" + row.path() + "` |" + planes(plane -> cell(row.verdicts().get(plane), notes)));
    }
    if (!notes.isEmpty()) {
      line("");
    }
    for (int i = 0; i < notes.size(); i++) {
      line((i + 1) + ". " + notes.get(i));
    }
  }

  private static String described() {
    return Arrays.stream(Plane.values())
        .map(plane -> "- " + plane + ": " + plane.described())
        .collect(Collectors.joining("\n"));
  }

  private static Set<String> notes(Coverage.Kind kind) {
    return kind.rows().stream()
        .flatMap(row -> row.verdicts().values().stream())
        .map(FieldVerdict::reason)
        .filter(reason -> !reason.isEmpty())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static String cell(FieldVerdict field, List<String> notes) {
    String verdict = field.verdict().toString();
    String marked = field.verdict() == Verdict.HONOURED ? "**" + verdict + "**" : verdict;
    String note = field.reason().isEmpty() ? "" : " (" + (notes.indexOf(field.reason()) + 1) + ")";
    return " " + marked + note + " |";
  }

  private static String planes(Function<Plane, String> cell) {
    return Arrays.stream(Plane.values()).map(cell).collect(Collectors.joining());
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
