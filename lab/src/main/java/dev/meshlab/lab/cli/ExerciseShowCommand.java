package dev.meshlab.lab.cli;

import dev.meshlab.lab.failure.ExitCode;
import dev.meshlab.lab.report.Page;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code meshlab exercise show}: the text of an exercise. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    description = "Prints the text of an exercise: the question, the files, and what happens why.")
final class ExerciseShowCommand implements Callable<Integer> {

  @Parameters(paramLabel = "<name>", description = "As ./meshlab exercise list has it.")
  private String name;

  @Option(
      names = "--question",
      description = "Print it up to the answer, to make a guess before you run it.")
  private boolean question;

  @Override
  public Integer call() {
    ExerciseText text = new ExerciseText(ExerciseCommand.catalogue().named(List.of(name)).get(0));
    Terminal terminal = Terminal.current();
    Page page = terminal.page();
    Output.write(terminal.fitted(question ? text.question(page) : text.whole(page)));
    return ExitCode.AS_EXPECTED;
  }
}
