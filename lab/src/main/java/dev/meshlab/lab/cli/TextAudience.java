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
import java.util.Optional;

/**
 * A person who reads results as text while exercises run, and may be asked for guesses.
 *
 * @param answers what the person types
 * @param guesses whether to ask who will answer before each measurement
 * @param paced whether to wait for a line after each step
 * @param progress taken away before anything is printed
 */
record TextAudience(Answers answers, boolean guesses, boolean paced, ProgressLine progress)
    implements Audience {

  private static final String FORMS = "even, one pod, only version=v2, version=v1 90%, no OK";

  @Override
  public void begins(Exercise exercise) {
    print(PracticeText.heading(exercise, Terminal.current().page()));
  }

  @Override
  public Optional<Expectation> guess(Step step, String plane) throws InterruptedException {
    if (!guesses) {
      return Optional.empty();
    }
    ask(
        "%s, on %s: who will answer? (%s …; Enter: no guess) "
            .formatted(step.name(), plane, FORMS));
    while (true) {
      String line = answers.next();
      if (line.isBlank()) {
        return Optional.empty();
      }
      try {
        return Optional.of(ExpectationText.parse(line));
      } catch (InvalidExpectation e) {
        ask(e.getMessage() + "; once more: ");
      }
    }
  }

  @Override
  public void sees(StepResult step) throws InterruptedException {
    print(PracticeText.step(step, Terminal.current().page()));
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
