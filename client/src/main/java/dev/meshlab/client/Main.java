package dev.meshlab.client;

import dev.meshlab.client.output.Page;
import dev.meshlab.program.Interruption;
import dev.meshlab.program.LogLines;
import dev.meshlab.program.Notices;
import dev.meshlab.program.StandardOutput;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;

/** The client as a program. */
public final class Main {

  private Main() {}

  /** Runs the command and exits with its code. */
  public static void main(String[] args) {
    Map<String, String> variables = System.getenv();
    LogLines.install(notices(variables), LogLines.Defects.WITH_TRACE);
    OutputStream stdout = StandardOutput.open();
    // Until there is a run, nothing has to end in order.
    Interruption interruption = new Interruption(Duration.ZERO);
    interruption.exitWith(
        () -> ClientCommand.commandLine(variables, System.in, stdout, interruption).execute(args));
  }

  /** The messages on standard error, on lines as wide as those of the results. */
  static Notices notices(Map<String, String> variables) {
    return Notices.guessed(ClientCommand.NAME, Page.of(variables).width());
  }
}
