package dev.meshlab.lab.expectation;

/** A line that is not an expectation; the message says why, and what to write. */
public final class InvalidExpectation extends Exception {

  private static final long serialVersionUID = 1L;

  public InvalidExpectation(String message) {
    super(message);
  }
}
