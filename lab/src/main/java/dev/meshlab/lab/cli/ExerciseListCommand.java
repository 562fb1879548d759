package dev.meshlab.lab.cli;

import dev.meshlab.lab.exercise.Exercise;
import dev.meshlab.lab.failure.ExitCode;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** {@code meshlab exercise list}: the names of the exercises, and what each is about. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    description = "Lists the exercises.")
final class ExerciseListCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    List<Exercise> exercises = ExerciseCommand.catalogue().exercises();
    int width = exercises.stream().mapToInt(each -> each.name().length()).max().orElse(0);
    Output.write(
        exercises.stream()
            .map(each -> ("%-" + width + "s  %s%n").formatted(each.name(), each.title()))
            .collect(Collectors.joining()));
    return ExitCode.AS_EXPECTED;
  }
}
