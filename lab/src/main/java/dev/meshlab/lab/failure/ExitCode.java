package dev.meshlab.lab.failure;

/** The exit codes, the same for every command. */
public final class ExitCode {

  public static final int AS_EXPECTED = 0;
  public static final int INTERNAL_ERROR = 1;
  public static final int BAD_INPUT = 2;
  public static final int NOT_AS_EXPECTED = 3;
  public static final int MISSING_PREREQUISITE = 4;

  private ExitCode() {}
}
