package dev.meshlab.lab.practice;

import dev.meshlab.lab.exercise.Exercise;
import dev.meshlab.lab.outcome.Met;
import dev.meshlab.lab.outcome.OutcomeText;
import dev.meshlab.lab.practice.PlaneResult.Outcome;
import dev.meshlab.lab.report.Page;
import dev.meshlab.lab.report.Tone;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The results of exercises for a person: predicted beside measured, step by step. */
public final class PracticeText {

  private static final String INDENT = "  ";
  private static final String MESSAGE = INDENT + INDENT + "message    ";
  private static final String LOG = INDENT + INDENT + "log        ";

  private final Page page;
  private final Set<String> reasons;
  private final StringBuilder text = new StringBuilder();

  private PracticeText(Page page, Set<String> reasons) {
    this.page = page;
    this.reasons = reasons;
  }

  /** The name of an exercise, and what it is about. */
  public static String heading(Exercise exercise, Page page) {
    return page.painted(Tone.TITLE, exercise.name()) + ": " + exercise.title() + "\n";
  }

  /**
   * A step, as soon as it is over.
   *
   * @param reasons those that the steps before it had for leaving planes out, which need not be
   *     read again; its own are added
   */
  public static String step(StepResult step, Set<String> reasons, Page page) {
    PracticeText text = new PracticeText(page, reasons);
    text.step(step);
    return text.text.toString();
  }

  /** The end of an exercise. */
  public static String end(ExerciseResult result, Page page) {
    String end =
        result.interrupted()
            ? "interrupted"
            : result.isLeftOut()
                ? "left out: no step is for these planes"
                : result.passed() ? "passed" : "FAILED";
    String line = String.format(Locale.ROOT, "%s, in %.1f s", end, result.seconds());
    return page.painted(tone(result), line) + "\n\n";
  }

  private static String said(String message) {
    return message.isEmpty() ? "(no message)" : message;
  }

  private static Tone tone(ExerciseResult result) {
    if (result.isLeftOut()) {
      return Tone.PLAIN;
    }
    return result.passed() ? Tone.GOOD : Tone.BAD;
  }

  /** All of an exercise. */
  public static String of(ExerciseResult result, Page page) {
    Set<String> reasons = new HashSet<>();
    return heading(result.exercise(), page)
        + result.steps().stream()
            .map(step -> step(step, reasons, page))
            .collect(Collectors.joining())
        + end(result, page);
  }

  /** The end of a run of several; empty where it says no more than the end of the only one. */
  public static String summary(List<ExerciseResult> results) {
    long passed = results.stream().filter(ExerciseResult::passed).count();
    long leftOut = results.stream().filter(ExerciseResult::isLeftOut).count();
    double seconds = results.stream().mapToDouble(ExerciseResult::seconds).sum();
    List<Met> guesses = results.stream().flatMap(result -> result.guesses().stream()).toList();
    if (results.size() == 1 && guesses.isEmpty()) {
      return "";
    }
    String guessed =
        guesses.isEmpty()
            ? ""
            : "; %d of %d guesses were right"
                .formatted(guesses.stream().filter(Met::passed).count(), guesses.size());
    return String.format(
        Locale.ROOT,
        "%d of %d exercises passed%s, in %.0f s%s%n",
        passed,
        results.size(),
        leftOut == 0 ? "" : ", %d left out".formatted(leftOut),
        seconds,
        guessed);
  }

  private void step(StepResult step) {
    text.append('\n').append(page.painted(Tone.TITLE, step.name())).append('\n');
    step.planes().forEach(this::plane);
  }

  private void plane(PlaneResult plane) {
    line(
        INDENT + plane.plane() + ": ",
        tone(plane.outcome()),
        plane.outcome().words() + reason(plane));
    plane.live().ifPresent(live -> text.append(OutcomeText.of(live, page)));
    if (plane.reason().isEmpty()) {
      if (!plane.predicted().isEmpty()) {
        line(INDENT + INDENT + "predicted  ", Tone.PLAIN, plane.predicted());
      }
      line(
          INDENT + INDENT + (plane.live().isEmpty() ? "measured   " : "afterwards "),
          Tone.PLAIN,
          plane.measured());
    }
    plane
        .errors()
        .forEach((status, message) -> line(MESSAGE, Tone.PLAIN, status + ": " + said(message)));
    plane.log().forEach(logged -> line(LOG, Tone.PLAIN, logged.text()));
    plane.met().forEach(met -> text.append(OutcomeText.of(met, page)));
    plane.guess().ifPresent(this::guess);
  }

  private String reason(PlaneResult plane) {
    if (plane.reason().isEmpty()) {
      return "";
    }
    boolean again =
        plane.outcome() == Outcome.NOT_ON_THIS_PLANE
            && !reasons.add(plane.plane() + plane.reason());
    return ": " + (again ? "as above" : plane.reason());
  }

  private static Tone tone(Outcome outcome) {
    return switch (outcome) {
      case PASSED -> Tone.GOOD;
      case FAILED -> Tone.BAD;
      case NOT_ON_THIS_PLANE -> Tone.PLAIN;
    };
  }

  private void guess(Met guess) {
    line(
        INDENT + INDENT + "guessed    ",
        guess.passed() ? Tone.GOOD : Tone.BAD,
        guess.expected() + (guess.passed() ? ": right" : ": wrong, " + guess.found()));
  }

  private void line(String beginning, Tone tone, String words) {
    text.append(page.paragraph(tone, beginning, words));
  }
}
