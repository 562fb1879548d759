package dev.meshlab.server;

import dev.meshlab.server.log.ServerLog;
import java.io.PrintWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program. Exit codes: 0 drained, 1 internal error, 2 an option or a port that cannot be. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    ServerLog.writeTo(System.err);
    int exitCode = commandLine(System.getenv()).execute(args);
    ServerLog.flush();
    System.exit(exitCode);
  }

  static CommandLine commandLine(Map<String, String> environment) {
    return new CommandLine(new ServerCommand(environment))
        .setDefaultValueProvider(new EnvironmentDefaults(environment))
        .setParameterExceptionHandler((exception, args) -> explain(exception));
  }

  /**
   * What is wrong and what to do, without the usage: its forty lines would bury the one that
   * matters.
   */
  private static int explain(ParameterException exception) {
    CommandLine commandLine = exception.getCommandLine();
    PrintWriter err = commandLine.getErr();
    err.println(commandLine.getCommandName() + ": " + message(exception));
    UnmatchedArgumentException.printSuggestions(exception, err);
    err.println("Try '" + commandLine.getCommandName() + " --help'.");
    return commandLine.getCommandSpec().exitCodeOnInvalidInput();
  }

  private static @Nullable String message(ParameterException exception) {
    ArgSpec option = exception.getArgSpec();
    return option != null && exception.getCause() instanceof TypeConversionException cause
        ? EnvironmentDefaults.bothNames(option) + ": " + cause.getMessage()
        : exception.getMessage();
  }
}
