package dev.meshlab.lab.failure;

/** The lack of something that the lab needs on this machine, with the remedy. */
public final class MissingPrerequisite extends LabFailure {

  private static final long serialVersionUID = 1L;

  private final String remedy;

  /**
   * @param message what is missing, and where it was looked for
   * @param remedy what to do, as a sentence that a person can follow
   */
  public MissingPrerequisite(String message, String remedy) {
    super(message);
    this.remedy = remedy;
  }

  public String remedy() {
    return remedy;
  }

  @Override
  public int exitCode() {
    return ExitCode.MISSING_PREREQUISITE;
  }
}
