package dev.meshlab.client;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says why a run failed: output that cannot be written in one line, a defect with its trace. */
final class FailureMessage implements IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine commandLine, ParseResult parsed) {
    PrintWriter err = commandLine.getErr();
    err.print(ClientCommand.NAME + ": ");
    Throwable cause = failure.getCause();
    if (failure instanceof UncheckedIOException && cause != null) {
      err.printf(
          "standard output cannot be written: %s. The run was ended; give it a place with room, "
              + "or a reader that stays.%n",
          cause.getMessage());
    } else {
      err.println("internal error; please report it with this trace.");
      failure.printStackTrace(err);
    }
    err.flush();
    return commandLine.getCommandSpec().exitCodeOnExecutionException();
  }
}
