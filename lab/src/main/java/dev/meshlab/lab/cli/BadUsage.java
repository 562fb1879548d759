package dev.meshlab.lab.cli;

import dev.meshlab.lab.failure.ExitCode;
import dev.meshlab.mesh.manifest.Nearest;
import dev.meshlab.mesh.manifest.Problem;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The answer to a bad command line: what is wrong and what to do next, instead of all usage. */
final class BadUsage implements IParameterExceptionHandler {

  private static final List<String> OUTPUT = List.of("-o", "--output");

  @Override
  public int handleParseException(ParameterException problem, String[] args) {
    CommandLine command = problem.getCommandLine();
    PrintWriter err = command.getErr();
    // Picocli says "option" twice where a value of the form KEY=VALUE has no equals sign.
    String message = String.valueOf(problem.getMessage()).replace("option option", "option");
    message.lines().map(Notice::of).forEach(err::print);
    if (!UnmatchedArgumentException.printSuggestions(problem, err)) {
      nearest(problem).ifPresent(name -> err.println("Did you mean: meshlab " + name + "?"));
    }
    err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    err.flush();
    form(args)
        .print(
            Refusal.document(ExitCode.BAD_INPUT, message.lines().map(Problem::general).toList()));
    return ExitCode.BAD_INPUT;
  }

  /** The command whose name is like the word that was taken for one. */
  private static Optional<String> nearest(ParameterException problem) {
    CommandLine command = problem.getCommandLine();
    return problem instanceof UnmatchedArgumentException unmatched
            && !command.getSubcommands().isEmpty()
            && !unmatched.getUnmatched().isEmpty()
        ? Nearest.to(unmatched.getUnmatched().get(0), command.getSubcommands().keySet())
        : Optional.empty();
  }

  /** The form that was asked for: what cannot be parsed as a whole has no options to ask. */
  private static Form form(String[] args) {
    for (int i = 0; i < args.length; i++) {
      for (Form form : Form.values()) {
        boolean apart =
            i + 1 < args.length && OUTPUT.contains(args[i]) && args[i + 1].equals(form.name());
        if (apart
            || args[i].equals("-o=" + form)
            || args[i].equals("-o" + form)
            || args[i].equals("--output=" + form)) {
          return form;
        }
      }
    }
    return Form.text;
  }
}
