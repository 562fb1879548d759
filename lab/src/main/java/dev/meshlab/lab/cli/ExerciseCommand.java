package dev.meshlab.lab.cli;

import dev.meshlab.lab.exercise.Catalogue;
import dev.meshlab.lab.run.Stop;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code meshlab exercise}: the workshop. */
@Command(
    name = "exercise",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    synopsisSubcommandLabel = "<command>",
    description =
        "The workshop: asks a question about a mesh, runs the real thing, and shows what was predicted"
            + " beside what was measured.")
final class ExerciseCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  /** The command with its own commands. */
  static CommandLine commandLine(Stop stop) {
    return new CommandLine(new ExerciseCommand())
        .addSubcommand(new ExerciseListCommand())
        .addSubcommand(new ExerciseShowCommand())
        .addSubcommand(new ExerciseRunCommand(stop));
  }

  static Catalogue catalogue() {
    return Catalogue.read(directory());
  }

  private static Path directory() {
    return Home.directory().resolve("exercises");
  }

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "Missing command");
  }
}
