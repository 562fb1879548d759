package dev.meshlab.server;

import dev.meshlab.program.Environment;
import dev.meshlab.program.FailureMessage;
import dev.meshlab.program.Notices;
import dev.meshlab.program.ShortMessage;
import dev.meshlab.server.handshake.FailedConnections;
import dev.meshlab.server.log.ServerLog;
import java.util.Map;
import picocli.CommandLine;

/** The program. Exit codes: 0 drained, 1 internal error, 2 an option or a port that cannot be. */
public final class Main {
  private static final int COLUMNS = 80;

  private Main() {}

  public static void main(String[] args) {
    ServerLog.writeTo(System.err);
    FailedConnections.log();
    int exitCode = commandLine(System.getenv()).execute(args);
    ServerLog.flush();
    System.exit(exitCode);
  }

  static CommandLine commandLine(Map<String, String> variables) {
    Environment environment = new Environment("MESHLAB_", variables);
    Notices notices = Notices.guessed(ServerCommand.NAME, COLUMNS);
    CommandLine commandLine =
        new CommandLine(new ServerCommand(variables))
            .setParameterExceptionHandler(new ShortMessage(notices, environment))
            .setExecutionExceptionHandler(new FailureMessage(notices));
    environment.applyTo(commandLine);
    return commandLine;
  }
}
