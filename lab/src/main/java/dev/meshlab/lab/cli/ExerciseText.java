package dev.meshlab.lab.cli;

import dev.meshlab.lab.exercise.Exercise;
import dev.meshlab.lab.report.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The text of an exercise, which lies beside its steps. */
record ExerciseText(Exercise exercise) {

  /** The heading under which the answer begins. */
  private static final String ANSWER = "## What happens";

  /** All of it. */
  String whole(Page page) {
    return WrappedMarkdown.of(written(), page);
  }

  /** The question, and all that a reader needs for a guess. */
  String question(Page page) {
    String text = written();
    int answer = text.indexOf(ANSWER);
    return WrappedMarkdown.of(answer < 0 ? text : text.substring(0, answer), page);
  }

  private String written() {
    Path file = exercise.file().resolveSibling("README.md");
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }
}
