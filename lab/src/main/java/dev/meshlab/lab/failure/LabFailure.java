package dev.meshlab.lab.failure;

/** A failure that the lab foresaw, with the exit code that it ends in. */
public abstract sealed class LabFailure extends RuntimeException
    permits BadInput, MissingPrerequisite, Broken {

  private static final long serialVersionUID = 1L;

  LabFailure(String message, Throwable cause) {
    super(message, cause);
  }

  LabFailure(String message) {
    super(message);
  }

  /** The code with which the program ends if this is not handled. */
  public abstract int exitCode();
}
