package dev.meshlab.lab.input;

import dev.meshlab.client.merge.Merge;
import dev.meshlab.client.output.Config;
import dev.meshlab.client.output.NdjsonInput;
import dev.meshlab.client.output.Output;
import dev.meshlab.client.report.Interval;
import dev.meshlab.client.report.Report;
import dev.meshlab.client.report.Threshold;
import dev.meshlab.client.report.WarmUpReport;
import dev.meshlab.lab.failure.BadInput;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.diagnostic.Position;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The reports of clients, read from the NDJSON that they wrote. A file may hold those of several
 * clients, with lines of other kinds between them, as logs do.
 */
public final class ClientReports {

  private static final String REMEDY = "let the client write it with -o ndjson";

  /** The beginning of a line that {@code kubectl logs --prefix} writes. */
  private static final Pattern PREFIX = Pattern.compile("^\\[pod/\\S+] ");

  private final List<Report> reports = new ArrayList<>();
  private final List<Diagnostic> problems = new ArrayList<>();

  private ClientReports() {}

  /**
   * All reports, in the order of the files.
   *
   * @param files paths; {@code -} is standard input
   * @throws BadInput if a file cannot be read, has no report, or one that cannot be merged; it
   *     names all of these
   */
  public static List<Report> read(List<String> files, InputStream stdin) {
    ClientReports read = new ClientReports();
    files.forEach(file -> read.file(file, stdin));
    if (!read.problems.isEmpty()) {
      throw new BadInput(read.problems);
    }
    return List.copyOf(read.reports);
  }

  private void file(String file, InputStream stdin) {
    int before = reports.size() + problems.size();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                file.equals("-") ? stdin : Files.newInputStream(Path.of(file)),
                StandardCharsets.UTF_8))) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        line(new Position(name(file), number, 1), PREFIX.matcher(line).replaceFirst(""));
      }
      if (reports.size() + problems.size() == before) {
        problem(Position.of(name(file)), "holds no report of a client", REMEDY);
      }
    } catch (NoSuchFileException absent) {
      problem(Position.of(file), "there is no such file", "");
    } catch (IOException | UncheckedIOException e) {
      problem(Position.of(name(file)), "cannot be read: " + e.getMessage(), "");
    }
  }

  private static String name(String file) {
    return file.equals("-") ? "standard input" : file;
  }

  private void line(Position position, String line) throws IOException {
    try {
      NdjsonInput.read(line, new Receiver(position));
    } catch (RuntimeException e) {
      problem(position, "is not a report: " + e.getMessage(), REMEDY);
    }
  }

  private void report(Position position, Report report) {
    if (!Merge.hasHistograms(report)) {
      problem(
          position,
          "the report has no histograms of latencies, without which two cannot be merged",
          "it is of an older client; make the run with this version");
    } else if (reports.contains(report)) {
      problem(position, "this report was given before", "give each report once");
    } else {
      reports.add(report);
    }
  }

  private void problem(Position position, String message, String fix) {
    problems.add(Diagnostic.of(DiagnosticId.BAD_USAGE, position, "", message, fix));
  }

  /** The reports among the records of a line. */
  private final class Receiver implements Output {

    private final Position position;

    Receiver(Position position) {
      this.position = position;
    }

    @Override
    public void config(Config config) {}

    @Override
    public void interval(Interval interval) {}

    @Override
    public void warmedUp(WarmUpReport warmUp) {}

    @Override
    public void report(Report report, Optional<Threshold> threshold) {
      ClientReports.this.report(position, report);
    }
  }
}
