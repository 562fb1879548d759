package dev.meshlab.lab.cli;

import dev.meshlab.lab.exercise.Exercise;
import dev.meshlab.lab.exercise.Step;
import dev.meshlab.lab.expectation.Expectation;
import dev.meshlab.lab.expectation.ExpectationText;
import dev.meshlab.lab.expectation.InvalidExpectation;
import dev.meshlab.lab.practice.Audience;
import dev.meshlab.lab.practice.ExerciseResult;
import dev.meshlab.lab.practice.PracticeText;
import dev.meshlab.lab.practice.StepResult;
import dev.meshlab.lab.report.Page;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** A person who reads results as text while exercises run, and may be asked for guesses. */
final class TextAudience implements Audience {

  private static final String FORMS = "even, one pod, several pods, version=v1 90%, no OK";

  private final Answers answers;
  private final boolean guesses;
  private final boolean paced;
  private final ProgressLine progress;

  private final Set<String> reasons = new HashSet<>();

  /** Forms that were shown once need not be shown again. */
  private boolean knowsForms;

  /**
   * @param answers what the person types
   * @param guesses whether to ask who will answer before each measurement
   * @param paced whether to wait for a line after each step
   * @param progress taken away before anything is printed
   */
  TextAudience(Answers answers, boolean guesses, boolean paced, ProgressLine progress) {
    this.answers = answers;
    this.guesses = guesses;
    this.paced = paced;
    this.progress = progress;
  }

  @Override
  public void begins(Exercise exercise) {
    reasons.clear();
    Page page = Terminal.current().page();
    print(
        guesses ? new ExerciseText(exercise).question(page) : PracticeText.heading(exercise, page));
  }

  @Override
  public Optional<Expectation> guess(Step step, String plane) throws InterruptedException {
    if (!guesses) {
      return Optional.empty();
    }
    ask(
        "%s, on %s: who will answer? %s"
            .formatted(
                step.name(),
                plane,
                knowsForms ? "" : "(for example " + FORMS + "; Enter: no guess) "));
    knowsForms = true;
    while (true) {
      String line = answers.next();
      if (line.isBlank()) {
        return Optional.empty();
      }
      try {
        return Optional.of(ExpectationText.parse(line));
      } catch (InvalidExpectation e) {
        ask("%s; write for example %s: ".formatted(e.getMessage(), FORMS));
      }
    }
  }

  @Override
  public void sees(StepResult step) throws InterruptedException {
    print(PracticeText.step(step, reasons, Terminal.current().page()));
    if (paced) {
      ask("Enter goes on ");
      String unused = answers.next();
    }
  }

  @Override
  public void ends(ExerciseResult result) {
    print(PracticeText.end(result, Terminal.current().page()));
  }

  private void print(String text) {
    progress.close();
    Output.write(Terminal.current().fitted(text));
  }

  private void ask(String question) {
    progress.close();
    Terminal terminal = Terminal.current();
    System.err.print(terminal.fitted(terminal.page().paragraph(0, question).stripTrailing() + " "));
    System.err.flush();
  }
}
