package dev.meshlab.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class FailureMessageTest {

  @Command(name = "example")
  private record Failing(RuntimeException failure) implements Callable<Integer> {
    @Override
    public Integer call() {
      throw failure;
    }
  }

  private static String message(RuntimeException failure) {
    StringWriter err = new StringWriter();
    int code =
        new CommandLine(new Failing(failure))
            .setErr(new PrintWriter(err))
            .setExecutionExceptionHandler(
                new FailureMessage(new Notices("example", Notices.UNBROKEN)))
            .execute();
    assertThat(code).isEqualTo(1);
    return err.toString();
  }

  @Test
  void isALineWhereStandardOutputCannotBeWritten() {
    assertThat(message(StandardOutput.failed(new IOException("No space left on device"))))
        .isEqualTo(
            "example: standard output cannot be written: No space left on device; free some space,"
                + " or send it to a reader that stays\n");
  }

  @Test
  void hasTheTraceOfADefect() {
    assertThat(message(new IllegalStateException("two at once")))
        .startsWith("example: internal error; please report it with this trace:\n")
        .contains("java.lang.IllegalStateException: two at once", "\tat " + getClass().getName());
  }
}
