package dev.meshlab.lab.process;

/** Something that the lab needs on this machine is not there; says what to do about it. */
public final class MissingPrerequisite extends RuntimeException {
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
}
