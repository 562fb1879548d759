package dev.meshlab.lab.cli;

import dev.meshlab.lab.failure.ExitCode;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.manifest.Nearest;
import dev.meshlab.program.Environment;
import dev.meshlab.program.ShortMessage;
import java.util.List;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;

/** The answer to a bad command line: a short message, and a document where one was asked for. */
final class BadUsage implements IParameterExceptionHandler {

  private static final List<String> OUTPUT = List.of("-o", "--output");

  private final ShortMessage message =
      new ShortMessage(Notice.form(), Environment.NONE, Nearest::to);

  @Override
  public int handleParseException(ParameterException problem, String[] args) {
    int code = message.handleParseException(problem, args);
    List<Diagnostic> problems = message.problems(problem, args).map(Diagnostic::general).toList();
    form(args).print(Refusal.document(ExitCode.BAD_INPUT, problems));
    return code;
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
