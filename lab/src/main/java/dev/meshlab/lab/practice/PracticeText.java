package dev.meshlab.lab.practice;

import dev.meshlab.lab.practice.PlaneResult.Met;
import dev.meshlab.lab.practice.PlaneResult.Outcome;
import dev.meshlab.lab.report.Page;
import dev.meshlab.lab.report.Tone;
import java.util.List;
import java.util.Locale;

/** The results of exercises for a person: predicted beside measured, step by step. */
public final class PracticeText {

  private static final String INDENT = "  ";

  private final Page page;
  private final StringBuilder text = new StringBuilder();

  private PracticeText(Page page) {
    this.page = page;
  }

  /** An exercise, as soon as it is over. */
  public static String of(ExerciseResult result, Page page) {
    PracticeText text = new PracticeText(page);
    text.exercise(result);
    return text.text.toString();
  }

  /** The end of a run of several. */
  public static String summary(List<ExerciseResult> results) {
    long passed = results.stream().filter(ExerciseResult::passed).count();
    double seconds = results.stream().mapToDouble(ExerciseResult::seconds).sum();
    return String.format(
        Locale.ROOT, "%d of %d exercises passed, in %.0f s%n", passed, results.size(), seconds);
  }

  private void exercise(ExerciseResult result) {
    text.append(page.painted(Tone.TITLE, result.exercise().name()))
        .append(": ")
        .append(result.exercise().title())
        .append('\n');
    result.steps().forEach(this::step);
    String end = result.interrupted() ? "interrupted" : result.passed() ? "passed" : "FAILED";
    line(
        "",
        result.passed() ? Tone.GOOD : Tone.BAD,
        String.format(Locale.ROOT, "%s, in %.1f s", end, result.seconds()));
    text.append('\n');
  }

  private void step(StepResult step) {
    text.append('\n').append(page.painted(Tone.TITLE, step.name())).append('\n');
    step.planes().forEach(this::plane);
  }

  private void plane(PlaneResult plane) {
    boolean failed = plane.outcome() == Outcome.FAILED;
    line(
        INDENT + plane.plane() + ": ",
        failed ? Tone.BAD : Tone.GOOD,
        plane.outcome().word() + (plane.reason().isEmpty() ? "" : ", " + plane.reason()));
    if (plane.reason().isEmpty()) {
      line(INDENT + INDENT + "predicted  ", Tone.PLAIN, plane.predicted());
      line(INDENT + INDENT + "measured   ", Tone.PLAIN, plane.measured());
    }
    plane.met().forEach(this::met);
  }

  private void met(Met met) {
    line(
        INDENT + INDENT + "expected   ",
        met.passed() ? Tone.PLAIN : Tone.BAD,
        met.expected() + (met.passed() ? ": yes" : ": no, " + met.measured()));
  }

  private void line(String beginning, Tone tone, String words) {
    text.append(page.paragraph(tone, beginning, words));
  }
}
