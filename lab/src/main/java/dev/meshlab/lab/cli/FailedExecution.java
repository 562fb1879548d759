package dev.meshlab.lab.cli;

import dev.meshlab.lab.failure.BadInput;
import dev.meshlab.lab.failure.Broken;
import dev.meshlab.lab.failure.ExitCode;
import dev.meshlab.lab.failure.LabFailure;
import dev.meshlab.lab.failure.MissingPrerequisite;
import dev.meshlab.lab.report.FailureReport;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * The end of a command that failed: a message for people, and a document where one was asked for.
 */
final class FailedExecution implements IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(Exception problem, CommandLine command, ParseResult parsed) {
    LabFailure failure = foreseen(problem);
    PrintWriter err = command.getErr();
    if (failure == null) {
      defect(problem, err);
    } else {
      say(failure, err);
    }
    err.flush();
    int code = failure == null ? ExitCode.INTERNAL_ERROR : failure.exitCode();
    if (command.getCommand() instanceof Documented documented) {
      document(documented.form(), Refusal.document(code, problems(problem, failure)));
    }
    return code;
  }

  /** A reader that is gone, which may be what failed, gets no document. */
  private static void document(Form form, FailureReport failure) {
    try {
      form.print(failure);
    } catch (UncheckedIOException unwritable) {
      return;
    }
  }

  private static @Nullable LabFailure foreseen(Exception problem) {
    if (problem instanceof LabFailure failure) {
      return failure;
    }
    if (problem instanceof IOException e) {
      return Broken.of(e);
    }
    return problem instanceof UncheckedIOException e
        ? new Broken(String.valueOf(e.getMessage()), e)
        : null;
  }

  /** A problem of a file begins with the file, as compilers have it. */
  private static void say(LabFailure failure, PrintWriter err) {
    if (failure instanceof BadInput input) {
      input
          .problems()
          .forEach(
              each ->
                  err.print(Notice.of(each.file().isEmpty() ? "meshlab: " : "", each.toString())));
      return;
    }
    err.print(Notice.of(String.valueOf(failure.getMessage())));
    if (failure instanceof MissingPrerequisite missing) {
      err.print(Notice.of(missing.remedy()));
    }
  }

  private static void defect(Exception problem, PrintWriter err) {
    err.print(Notice.of("internal error: " + problem));
    if (System.getenv("MESHLAB_DEBUG") != null) {
      problem.printStackTrace(err);
    } else {
      err.print(Notice.of("set MESHLAB_DEBUG=1 to see where, and please report it"));
    }
  }

  private static List<Diagnostic> problems(Exception problem, @Nullable LabFailure failure) {
    if (failure instanceof BadInput input) {
      return input.problems();
    }
    String message = failure == null ? "internal error: " + problem : failure.getMessage();
    String remedy = failure instanceof MissingPrerequisite missing ? " " + missing.remedy() : "";
    return List.of(Diagnostic.general(message + remedy));
  }
}
