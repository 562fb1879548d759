package dev.meshlab.lab.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.meshlab.lab.report.JsonPrinter;
import dev.meshlab.lab.report.RunReport;
import dev.meshlab.lab.run.Stop;
import dev.meshlab.program.Numbers;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * A run of {@code meshlab run} within this JVM, over real pods and proxies. A JVM that is warm does
 * it in half the time of {@link LabProcess}, which is for what only a process shows. Without {@code
 * --warm-up} nothing is warmed up: no test reads the times.
 */
record LabRun(int exitCode, LabReport report) {

  /**
   * @param flags as on a command line, without {@code -o}
   */
  static LabRun of(String... flags) throws IOException, InterruptedException {
    RunCommand command = new RunCommand(Stop.NEVER);
    CommandLine line = new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true);
    Numbers.register(line);
    boolean isCold = Stream.of(flags).noneMatch(flag -> flag.startsWith("--warm-up"));
    line.parseArgs(
        Stream.concat(isCold ? Stream.of("--warm-up=0") : Stream.empty(), Stream.of(flags))
            .toArray(String[]::new));
    try (PrintStream nowhere =
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        ProgressLine silent = new ProgressLine(nowhere, Terminal.current())) {
      RunReport report = command.measured(command.claims(), silent);
      String json = JsonPrinter.print(report);
      return new LabRun(command.exitCode(report), new LabReport(new ObjectMapper().readTree(json)));
    }
  }
}
