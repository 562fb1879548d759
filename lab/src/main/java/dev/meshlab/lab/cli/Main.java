package dev.meshlab.lab.cli;

import dev.meshlab.lab.run.Stop;
import dev.meshlab.program.DurationConverter;
import dev.meshlab.program.Interruption;
import dev.meshlab.program.LogLines;
import dev.meshlab.program.Numbers;
import dev.meshlab.program.VersionLine;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code meshlab}: shows, and proves, who answers a gRPC client. */
@Command(
    name = "meshlab",
    description =
        "Shows, and proves, who answers a gRPC client behind a Service, an Envoy sidecar and"
            + " proxyless gRPC.",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    versionProvider = VersionLine.class,
    synopsisSubcommandLabel = "<command>",
    exitCodeListHeading = Main.EXIT_CODES,
    exitCodeList = {
      "0:as expected",
      "1:internal error",
      "2:bad usage, or a manifest that a cluster would refuse",
      "3:not as expected: a verdict disagrees or is unknown, ledgers differ, a plane broke, calls"
          + " fail that nothing asks to fail, or what --fail-on names",
      "4:something that was asked for is missing on this machine",
      "130:interrupted by ^C (143 by SIGTERM); the report so far is printed"
    })
public final class Main implements Callable<Integer> {

  static final String EXIT_CODES = "%nExit codes:%n";
  static final String TIME = DurationConverter.HELP;

  @Spec private CommandSpec spec;

  /** Runs the program; see the exit codes above. */
  public static void main(String[] args) {
    LogLines.install(Notice.form(), LogLines.Defects.IN_A_LINE);
    Interruption interruption = new Interruption(Duration.ZERO);
    Stop stop = new StopBySignal(interruption);
    interruption.exitWith(() -> commandLine(stop).execute(args));
  }

  /** The program with all of its commands. */
  static CommandLine commandLine(Stop stop) {
    CommandLine program =
        new CommandLine(new Main())
            .addSubcommand(new RunCommand(stop))
            .addSubcommand(ExerciseCommand.commandLine(stop))
            .addSubcommand(new TestCommand(stop))
            .addSubcommand(new PredictCommand())
            .addSubcommand(new ExplainCommand())
            .addSubcommand(new DiffCommand())
            .addSubcommand(new ConfigCommand())
            .addSubcommand(new MergeCommand())
            .addSubcommand(new DoctorCommand())
            .addSubcommand(new CompletionCommand())
            .addSubcommand(new HelpCommand())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setParameterExceptionHandler(new BadUsage())
            .setExecutionExceptionHandler(new FailedExecution());
    Numbers.register(program);
    return program;
  }

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "Missing command");
  }
}
