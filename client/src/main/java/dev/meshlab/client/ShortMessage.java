package dev.meshlab.client;

import java.io.PrintWriter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Answers a bad command line with what is wrong and what was perhaps meant, not with all usage. */
final class ShortMessage implements IParameterExceptionHandler {

  private final Environment environment;

  ShortMessage(Environment environment) {
    this.environment = environment;
  }

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    CommandLine commandLine = e.getCommandLine();
    PrintWriter err = commandLine.getErr();
    String message = String.valueOf(e.getMessage()) + origin(e.getArgSpec(), args);
    message.lines().forEach(line -> err.println(ClientCommand.NAME + ": " + line));
    UnmatchedArgumentException.printSuggestions(e, err);
    err.printf("Try '%s --help'.%n", commandLine.getCommandName());
    err.flush();
    return commandLine.getCommandSpec().exitCodeOnInvalidInput();
  }

  /** Names the variable where the bad value came from the environment. */
  private String origin(@Nullable ArgSpec argument, String[] args) {
    if (argument instanceof OptionSpec option
        && environment.defaultValue(option) != null
        && !isGiven(option, args)) {
      return " (from " + Environment.variable(option) + ")";
    }
    return "";
  }

  private static boolean isGiven(OptionSpec option, String[] args) {
    return Arrays.stream(args)
        .anyMatch(arg -> Arrays.stream(option.names()).anyMatch(arg::startsWith));
  }
}
