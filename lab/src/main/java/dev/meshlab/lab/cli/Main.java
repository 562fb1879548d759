package dev.meshlab.lab.cli;

import dev.meshlab.lab.run.Stop;
import dev.meshlab.program.DurationConverter;
import dev.meshlab.program.Interruption;
import dev.meshlab.program.LogLines;
import dev.meshlab.program.Numbers;
import dev.meshlab.program.VersionLine;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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

  /** The commands that ask nothing of the others. */
  private static final List<String> ALONE =
      List.of("run", "exercise", "test", "predict", "explain", "diff", "config", "merge", "doctor");

  /** All commands, in the order in which the help lists them. */
  private static final List<String> COMMANDS =
      Stream.concat(ALONE.stream(), Stream.of("completion", "help")).toList();

  @Spec private CommandSpec spec;

  /** Runs the program; see the exit codes above. */
  public static void main(String[] args) {
    LogLines.install(Notice.form(), LogLines.Defects.IN_A_LINE);
    Interruption interruption = new Interruption(Duration.ZERO);
    Stop stop = new StopBySignal(interruption);
    interruption.exitWith(() -> commandLine(stop, asked(args)).execute(args));
  }

  /** The commands that an argument may mean: a start takes less time without the others. */
  private static List<String> asked(String... args) {
    return args.length > 0 && ALONE.contains(args[0]) ? List.of(args[0]) : COMMANDS;
  }

  /** The program with all of its commands. */
  static CommandLine commandLine(Stop stop) {
    return commandLine(stop, COMMANDS);
  }

  private static CommandLine commandLine(Stop stop, List<String> names) {
    CommandLine program = new CommandLine(new Main());
    names.forEach(name -> program.addSubcommand(name, command(name, stop)));
    program
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(new BadUsage())
        .setExecutionExceptionHandler(new FailedExecution());
    Numbers.register(program);
    return program;
  }

  private static Object command(String name, Stop stop) {
    return switch (name) {
      case "run" -> new RunCommand(stop);
      case "exercise" -> ExerciseCommand.commandLine(stop);
      case "test" -> new TestCommand(stop);
      case "predict" -> new PredictCommand();
      case "explain" -> new ExplainCommand();
      case "diff" -> new DiffCommand();
      case "config" -> new ConfigCommand();
      case "merge" -> new MergeCommand();
      case "doctor" -> new DoctorCommand();
      case "completion" -> new CompletionCommand();
      case "help" -> new HelpCommand();
      default -> throw new IllegalArgumentException(name + " is not a command");
    };
  }

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "Missing command");
  }
}
