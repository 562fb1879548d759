package dev.meshlab.lab.cli;

import dev.meshlab.mesh.explain.Advice;
import dev.meshlab.mesh.explain.Explanation;
import dev.meshlab.mesh.explain.FieldVerdict;
import dev.meshlab.mesh.explain.Verdict;
import dev.meshlab.mesh.manifest.Position;
import dev.meshlab.mesh.manifest.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Help.Ansi;

/** An explanation for people, file by file. */
final class ExplanationText {

  private final Explanation explanation;
  private final Ansi ansi;
  private final boolean all;
  private final StringBuilder text = new StringBuilder();

  /**
   * @param all whether to list also the fields about which there is nothing to say
   */
  ExplanationText(Explanation explanation, Ansi ansi, boolean all) {
    this.explanation = explanation;
    this.ansi = ansi;
    this.all = all;
  }

  String print() {
    for (String file : files()) {
      line(styled("bold", file));
      explanation.problems().stream().filter(p -> p.file().equals(file)).forEach(this::problem);
      fields(file);
      explanation.advice().stream()
          .filter(advice -> advice.position().file().equals(file))
          .forEach(this::advice);
      line("");
    }
    line(
        "%d refused, %d advised"
            .formatted(explanation.problems().size(), explanation.advice().size()));
    return text.toString();
  }

  private Set<String> files() {
    Stream<Position> places =
        Stream.of(
                explanation.fields().stream().map(FieldVerdict::position),
                explanation.problems().stream().map(Problem::position),
                explanation.advice().stream().map(Advice::position))
            .flatMap(positions -> positions);
    Set<String> files = new LinkedHashSet<>();
    places.forEach(position -> files.add(position.file()));
    return files;
  }

  private void problem(Problem problem) {
    line("  " + styled("red", "refused") + "  " + within(problem.toString(), problem.file()));
  }

  private void fields(String file) {
    List<ExplainedField> fields = ExplainedField.of(explanation, file);
    List<ExplainedField> told = fields.stream().filter(f -> all || f.isWorthALine()).toList();
    told.forEach(this::field);
    int silent = fields.size() - told.size();
    if (silent > 0) {
      String what = silent == 1 ? " field" : " fields";
      line("  " + styled("faint", silent + what + " with nothing to say; --all lists them"));
    }
  }

  /** Planes of one verdict and reason share a line. */
  private void field(ExplainedField field) {
    line("  %4d  %s".formatted(field.position().line(), field.path()));
    Map<String, List<String>> planes = new LinkedHashMap<>();
    for (FieldVerdict verdict : all ? field.verdicts() : field.ofInterest()) {
      String told = styled(verdict.verdict()) + (verdict.reason().isEmpty() ? "" : ": ");
      planes
          .computeIfAbsent(told + verdict.reason(), key -> new ArrayList<>())
          .add(verdict.plane().toString());
    }
    planes.forEach((told, who) -> line("          " + String.join(", ", who) + " " + told));
  }

  private void advice(Advice advice) {
    String where = within(advice.line(), advice.position().file());
    line("  " + styled("yellow", "advice") + "  " + where);
    advice.fix().lines().forEach(fix -> line("            " + styled("green", fix)));
    if (!advice.exercise().isEmpty()) {
      line("          " + styled("faint", "see: exercise " + advice.exercise()));
    }
  }

  /** The heading has named the file. */
  private static String within(String line, String file) {
    return line.startsWith(file + ":") ? line.substring(file.length() + 1) : line;
  }

  private String styled(Verdict verdict) {
    return switch (verdict) {
      case HONOURED -> styled("green", verdict.toString());
      case APPROXIMATED, IGNORED -> styled("yellow", verdict.toString());
      case REJECTED -> styled("red", verdict.toString());
    };
  }

  /** Text of people's files is kept apart from picocli's markup. */
  private String styled(String style, String content) {
    return ansi.enabled()
        ? Ansi.Style.on(Ansi.Style.valueOf(style)) + content + Ansi.Style.off(Ansi.Style.reset)
        : content;
  }

  private void line(String content) {
    text.append(content.stripTrailing()).append('\n');
  }
}
