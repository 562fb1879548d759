package dev.meshlab.lab.report;

import java.util.List;

/**
 * The document of a command that had no result, for programs that wait for one.
 *
 * @param schemaVersion that of {@link RunReport}
 * @param exitCode of the command
 * @param problems all that was wrong
 * @param planes nothing, where a report would have planes
 */
public record FailureReport(
    int schemaVersion, int exitCode, List<Failure> problems, List<PlaneReport> planes) {

  /**
   * Something that was wrong.
   *
   * @param file where; empty where it is not in a file
   * @param line counted from 1; 0 for a file as a whole
   * @param path the field; may be empty
   * @param message what is wrong
   * @param hint what to do about it; may be empty
   */
  public record Failure(String file, int line, String path, String message, String hint) {

    /** {@code file:line}, or {@code meshlab}. */
    String place() {
      return file.isEmpty() ? "meshlab" : line == 0 ? file : file + ":" + line;
    }
  }

  public FailureReport(int exitCode, List<Failure> problems) {
    this(RunReport.SCHEMA_VERSION, exitCode, List.copyOf(problems), List.of());
  }
}
