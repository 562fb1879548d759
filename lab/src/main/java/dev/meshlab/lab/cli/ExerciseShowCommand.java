package dev.meshlab.lab.cli;

import dev.meshlab.lab.failure.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
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

  @Override
  public Integer call() throws IOException {
    Path file = ExerciseCommand.catalogue().named(List.of(name)).get(0).file();
    Terminal terminal = Terminal.current();
    String text = Files.readString(file.resolveSibling("README.md"));
    Output.write(terminal.fitted(WrappedMarkdown.of(text, terminal.page())));
    return ExitCode.AS_EXPECTED;
  }
}
