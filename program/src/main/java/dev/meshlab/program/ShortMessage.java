package dev.meshlab.program;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The answer to a bad command line: what is wrong, what was perhaps meant and where to read on. All
 * usage would bury the one line that matters.
 *
 * @param similar finds the command that was perhaps meant, where picocli finds none
 */
public record ShortMessage(Notices notices, Environment environment, Similar similar)
    implements IParameterExceptionHandler {

  /** A search for the known word that a written one is like. */
  @FunctionalInterface
  public interface Similar {
    Optional<String> to(String written, Collection<String> known);
  }

  /** The answer of a program without commands. */
  public ShortMessage(Notices notices, Environment environment) {
    this(notices, environment, (written, known) -> Optional.empty());
  }

  @Override
  public int handleParseException(ParameterException problem, String[] args) {
    CommandSpec command = problem.getCommandLine().getCommandSpec();
    PrintWriter err = problem.getCommandLine().getErr();
    problems(problem, args).map(notices::line).forEach(err::print);
    if (problem instanceof UnmatchedArgumentException unmatched) {
      List<String> meant = meant(unmatched, command);
      err.print(meant.isEmpty() ? "" : "Did you mean %s?%n".formatted(String.join(" or ", meant)));
    }
    err.println("Try '" + command.qualifiedName() + " --help'.");
    err.flush();
    return command.exitCodeOnInvalidInput();
  }

  /** Everything that is wrong, a line each. */
  public Stream<String> problems(ParameterException problem, String[] args) {
    return text(problem, List.of(args)).lines();
  }

  private String text(ParameterException problem, List<String> args) {
    ArgSpec argument = problem.getArgSpec();
    if (argument != null && problem.getCause() instanceof TypeConversionException cause) {
      return name(argument, args) + ": " + cause.getMessage();
    }
    // Picocli says "option" twice where a value of the form KEY=VALUE has no equals sign.
    return String.valueOf(problem.getMessage()).replace("option option", "option");
  }

  /** The variable is named too where the value came from it. */
  private String name(ArgSpec argument, List<String> args) {
    if (!(argument instanceof OptionSpec flag)) {
      return argument.paramLabel();
    }
    boolean given = args.stream().anyMatch(arg -> isGiven(flag, arg));
    return given || environment.defaultValue(flag) == null
        ? flag.longestName()
        : "%s (from %s)".formatted(flag.longestName(), environment.variable(flag));
  }

  private static boolean isGiven(OptionSpec flag, String arg) {
    return Arrays.stream(flag.names())
        .anyMatch(
            name ->
                name.startsWith("--")
                    ? arg.equals(name) || arg.startsWith(name + "=")
                    : arg.startsWith(name));
  }

  private List<String> meant(UnmatchedArgumentException unmatched, CommandSpec command) {
    List<String> found = unmatched.getSuggestions();
    if (unmatched.isUnknownOption()) {
      return found;
    }
    Collection<String> commands = command.subcommands().keySet();
    Stream<String> names =
        found.isEmpty()
            ? unmatched.getUnmatched().stream().limit(1).flatMap(word -> like(word, commands))
            : found.stream();
    return names.map(name -> command.qualifiedName() + " " + name).toList();
  }

  private Stream<String> like(String word, Collection<String> commands) {
    return similar.to(word, commands).stream();
  }
}
