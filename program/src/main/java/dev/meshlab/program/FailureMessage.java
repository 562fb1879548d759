package dev.meshlab.program;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * The end of a command that failed: output that cannot be written in one line, a defect with its
 * trace. A pod has no second run in which to ask for the trace.
 */
public record FailureMessage(Notices notices) implements IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine commandLine, ParseResult parsed) {
    PrintWriter err = commandLine.getErr();
    if (failure instanceof UncheckedIOException) {
      err.print(notices.line(String.valueOf(failure.getMessage())));
    } else {
      err.print(notices.line("internal error; please report it with this trace:"));
      failure.printStackTrace(err);
    }
    err.flush();
    return commandLine.getCommandSpec().exitCodeOnExecutionException();
  }
}
