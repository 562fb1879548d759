package dev.meshlab.lab.plane;

/** A listener for what is being done, so that a person sees that something is. Must not block. */
@FunctionalInterface
public interface Progress {

  /**
   * Reports what is being done now.
   *
   * @param doing a short phrase without a full stop, worth a line in a log
   * @param howFar the part that is done, worth no line of its own; may be empty
   */
  void now(String doing, String howFar);

  /** Reports what is being done now, where the part that is done is unknown. */
  default void now(String doing) {
    now(doing, "");
  }

  /** Puts a subject before each phrase. */
  default Progress of(String subject) {
    return (doing, howFar) -> now(subject + ": " + doing, howFar);
  }
}
