package dev.meshlab.lab.failure;

import java.io.IOException;

/** A part of the lab that did not start, or that broke meanwhile: a pod, an Envoy, a disk. */
public non-sealed class Broken extends LabFailure {

  private static final long serialVersionUID = 1L;

  public Broken(String message) {
    super(message);
  }

  public Broken(String message, Throwable cause) {
    super(message, cause);
  }

  /** The machine refused something. */
  public static Broken of(IOException cause) {
    return new Broken(String.valueOf(cause.getMessage()), cause);
  }

  @Override
  public int exitCode() {
    return ExitCode.INTERNAL_ERROR;
  }
}
