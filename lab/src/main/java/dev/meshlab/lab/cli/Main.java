package dev.meshlab.lab.cli;

import dev.meshlab.lab.envoy.UnusableEnvoy;
import dev.meshlab.lab.fleet.PodFailed;
import dev.meshlab.lab.plane.UnplayableDeployment;
import dev.meshlab.lab.process.MissingPrerequisite;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code meshlab}: shows, and proves, who answers a gRPC client. */
@Command(
    name = "meshlab",
    description =
        "Shows, and proves, who answers a gRPC client behind a Service, an Envoy sidecar and"
            + " proxyless gRPC.",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "<command>",
    subcommands = {
      RunCommand.class,
      ExplainCommand.class,
      ConfigCommand.class,
      DoctorCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:as expected",
      "1:internal error",
      "2:bad usage, or a manifest that a cluster would refuse",
      "3:not as expected: a verdict disagrees, ledgers differ, or a plane broke",
      "4:something that was asked for is missing on this machine",
      "130:interrupted; the report so far is printed"
    })
public final class Main implements Callable<Integer> {

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  /** Runs the program; see the exit codes above. */
  public static void main(String[] args) {
    Interruption.exitWith(() -> commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler((problem, args) -> badUsage(problem))
        .setExecutionExceptionHandler((problem, command, result) -> failed(problem, command));
  }

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "Missing command");
  }

  /** What is wrong and what to do next, instead of pages of usage. */
  private static int badUsage(ParameterException problem) {
    CommandLine command = problem.getCommandLine();
    PrintWriter err = command.getErr();
    // Picocli says "option" twice where a value of the form KEY=VALUE has no equals sign.
    err.println(
        "meshlab: " + String.valueOf(problem.getMessage()).replace("option option", "option"));
    UnmatchedArgumentException.printSuggestions(problem, err);
    err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return ExitCode.BAD_INPUT;
  }

  private static int failed(Exception problem, CommandLine command) {
    PrintWriter err = command.getErr();
    if (problem instanceof BadInput
        || problem instanceof UnusableEnvoy
        || problem instanceof UnplayableDeployment) {
      err.println(problem.getMessage());
      return ExitCode.BAD_INPUT;
    }
    if (problem instanceof MissingPrerequisite missing) {
      err.println("meshlab: " + missing.getMessage());
      err.println("meshlab: " + missing.remedy());
      return ExitCode.MISSING_PREREQUISITE;
    }
    if (problem instanceof PodFailed
        || problem instanceof IOException
        || problem instanceof UncheckedIOException) {
      err.println("meshlab: " + problem.getMessage());
      return ExitCode.INTERNAL_ERROR;
    }
    err.println("meshlab: internal error: " + problem);
    if (System.getenv("MESHLAB_DEBUG") != null) {
      problem.printStackTrace(err);
    } else {
      err.println("meshlab: set MESHLAB_DEBUG=1 to see where, and please report it");
    }
    return ExitCode.INTERNAL_ERROR;
  }
}
