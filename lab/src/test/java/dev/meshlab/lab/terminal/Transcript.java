package dev.meshlab.lab.cli;

import java.nio.file.Path;

/** A transcript of a terminal without what differs from run to run and from machine to machine. */
final class Transcript {

  private Transcript() {}

  /**
   * Colours as words, and a mark for each figure that is measured. Blanks before a mark are one,
   * since its width differs.
   */
  static String settled(String screen, Path home) {
    return screen
        .replace(home.toString(), "<home>")
        .replaceAll("\u001b\\[([0-9;]*)m", "<$1>")
        .replaceAll("\\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\b", "<uuid>")
        .replaceAll("(?<=[a-z0-9]) [0-9a-f]{8}(?= )", " <id>")
        .replaceAll("(in|time=)( ?\"?)[0-9]+\\.[0-9]+", "$1$2<time>")
        .replaceAll(" +[0-9.]+, [0-9.]+ ms", " <latency>")
        .replaceAll("(\"(?:seconds|startedAt|mean|p50|p90|p99|max)\" : )[^,\n]+", "$1<time>")
        .replaceAll("timestamp=\"[^\"]*\"", "timestamp=\"<time>\"")
        .replaceAll("(?m)^(ok|absent|MISSING) .*$", "$1 …")
        .replaceAll("[0-9]+\\.[0-9]+\\.[0-9]+(-SNAPSHOT)", "<version>$1");
  }
}
