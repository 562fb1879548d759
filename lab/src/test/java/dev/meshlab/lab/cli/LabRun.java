package dev.meshlab.lab.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.meshlab.lab.report.JsonPrinter;
import dev.meshlab.lab.report.RunReport;
import dev.meshlab.lab.run.Session;
import dev.meshlab.lab.run.SpareSessions;
import dev.meshlab.lab.run.Stop;
import dev.meshlab.program.Numbers;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * A run of {@code meshlab run} within this JVM, over real pods and proxies. A JVM that is warm, and
 * pods that are there, do it in a third of the time of {@link LabProcess}, which is for what only a
 * process shows.
 */
record LabRun(int exitCode, LabReport report) {

  /**
   * A run over the pods of a spare session. Nothing is warmed up: no test reads the times.
   *
   * @param flags as on a command line, without {@code -o}
   */
  static LabRun of(String... flags) throws IOException, InterruptedException {
    String[] cold =
        Stream.concat(Stream.of("--warm-up=0"), Stream.of(flags)).toArray(String[]::new);
    return SpareSessions.lend(session -> over(session, cold));
  }

  /** A run over pods of its own, with a warm-up. */
  static LabRun warmedUp(String... flags) throws IOException, InterruptedException {
    try (Session session = Session.open(Stop.NEVER)) {
      return over(session, flags);
    }
  }

  private static LabRun over(Session session, String... flags)
      throws IOException, InterruptedException {
    RunCommand command = new RunCommand(Stop.NEVER);
    CommandLine line = new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true);
    Numbers.register(line);
    line.parseArgs(flags);
    try (PrintStream nowhere =
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        ProgressLine silent = new ProgressLine(nowhere, Terminal.current())) {
      RunReport report = command.measured(command.claims(), session, silent);
      String json = JsonPrinter.print(report);
      return new LabRun(command.exitCode(report), new LabReport(new ObjectMapper().readTree(json)));
    }
  }
}
