package dev.meshlab.lab.explanation;

import dev.meshlab.lab.report.Page;
import dev.meshlab.lab.report.Tone;
import dev.meshlab.mesh.advice.Silenced;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.Position;
import dev.meshlab.mesh.explain.Explanation;
import dev.meshlab.mesh.explain.FieldVerdict;
import dev.meshlab.mesh.explain.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** An explanation for people, file by file. */
public final class ExplanationText {

  private static final int UNDER_FIELD = 10;
  private static final int UNDER_ADVICE = 12;

  private final Explanation explanation;
  private final Page page;
  private final boolean all;
  private final StringBuilder text = new StringBuilder();

  /**
   * @param all whether to list also the fields about which there is nothing to report
   */
  public ExplanationText(Explanation explanation, Page page, boolean all) {
    this.explanation = explanation;
    this.page = page;
    this.all = all;
  }

  public String print() {
    Map<String, List<Diagnostic>> problems = byFile(explanation.problems(), Diagnostic::position);
    Map<String, List<Diagnostic>> advice = byFile(explanation.advice(), Diagnostic::position);
    Map<String, List<Silenced>> silenced =
        byFile(explanation.silenced(), each -> each.advice().position());
    Map<String, List<ExplainedField>> fields = ExplainedField.byFile(explanation);
    for (String file : files()) {
      text.append(page.painted(Tone.TITLE, file)).append('\n');
      problems.getOrDefault(file, List.of()).forEach(this::problem);
      fields(fields.getOrDefault(file, List.of()));
      advice.getOrDefault(file, List.of()).forEach(this::advice);
      silenced.getOrDefault(file, List.of()).forEach(this::silenced);
      text.append('\n');
    }
    int silent = explanation.silenced().size();
    text.append(
        "%d refused, %d advised%s\n"
            .formatted(
                explanation.problems().size(),
                explanation.advice().size(),
                silent == 0 ? "" : ", " + silent + " silenced"));
    return text.toString();
  }

  private static <T> Map<String, List<T>> byFile(List<T> all, Function<T, Position> position) {
    Map<String, List<T>> byFile = new LinkedHashMap<>();
    all.forEach(
        each ->
            byFile
                .computeIfAbsent(position.apply(each).file(), file -> new ArrayList<>())
                .add(each));
    return byFile;
  }

  private Set<String> files() {
    Set<String> files = new LinkedHashSet<>();
    Stream.of(
            explanation.fields().stream().map(FieldVerdict::position),
            explanation.problems().stream().map(Diagnostic::position),
            explanation.advice().stream().map(Diagnostic::position),
            explanation.silenced().stream().map(each -> each.advice().position()))
        .flatMap(positions -> positions)
        .forEach(position -> files.add(position.file()));
    return files;
  }

  /** The heading has named the file. */
  private void problem(Diagnostic problem) {
    String fix = problem.fix().isEmpty() ? "" : "; " + problem.fix();
    text.append(
        page.paragraph(
            Tone.BAD,
            "  refused  ",
            place(problem.position(), problem.path()) + problem.sentence() + fix));
  }

  private static String place(Position position, String path) {
    String line = position.line() == 0 ? "" : position.line() + ": ";
    return line + (path.isEmpty() ? "" : path + ": ");
  }

  private void fields(List<ExplainedField> fields) {
    List<ExplainedField> shown = fields.stream().filter(f -> all || f.isWorthALine()).toList();
    FieldGroup.of(shown, all).forEach(this::group);
    int silent = fields.size() - shown.size();
    if (silent > 0) {
      text.append("  ")
          .append(
              page.painted(
                  Tone.FAINT,
                  "%d %s: nothing to report (--all lists %s)"
                      .formatted(
                          silent,
                          silent == 1 ? "more field" : "more fields",
                          silent == 1 ? "it" : "them")))
          .append('\n');
    }
  }

  private void group(FieldGroup group) {
    text.append(
        page.paragraph(
            Tone.PLAIN, "  %4d  ".formatted(group.line()), UNDER_FIELD, group.described()));
    group.fates().forEach((fate, planes) -> fate(fate, String.join(", ", planes)));
  }

  private void fate(FieldGroup.Fate fate, String who) {
    String beginning = " ".repeat(UNDER_FIELD) + who + " " + fate.verdict();
    String reason = fate.because().text();
    String mark = reason.isEmpty() ? "" : ": ";
    text.append(page.paragraph(tone(fate.verdict()), beginning + mark, UNDER_FIELD + 2, reason));
  }

  private void advice(Diagnostic advice) {
    text.append(
        page.paragraph(
            Tone.DOUBTFUL,
            "  advice   ",
            place(advice.position(), advice.path())
                + advice.sentence()
                + " ["
                + advice.id()
                + "]"));
    advice
        .fix()
        .lines()
        .flatMap(fix -> FoldedYaml.of(fix, page.columns() - UNDER_ADVICE).stream())
        .forEach(
            fix ->
                text.append(" ".repeat(UNDER_ADVICE))
                    .append(page.painted(Tone.GOOD, fix))
                    .append('\n'));
  }

  private void silenced(Silenced silenced) {
    Diagnostic advice = silenced.advice();
    String what = place(advice.position(), advice.path()) + advice.id();
    text.append(page.paragraph(Tone.FAINT, "  silenced ", what + ": " + silenced.reason()));
  }

  private static Tone tone(Verdict verdict) {
    return switch (verdict) {
      case HONOURED -> Tone.GOOD;
      case APPROXIMATED, IGNORED, LEFT_OUT -> Tone.DOUBTFUL;
      case REJECTED -> Tone.BAD;
    };
  }
}
