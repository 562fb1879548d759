package dev.meshlab.lab.cli;

/** The exit codes, the same for every command. */
final class ExitCode {

  static final int AS_EXPECTED = 0;
  static final int INTERNAL_ERROR = 1;
  static final int BAD_INPUT = 2;
  static final int NOT_AS_EXPECTED = 3;
  static final int MISSING_PREREQUISITE = 4;

  private ExitCode() {}
}
