package dev.meshlab.mesh.progress;

/**
 * Learns how far work is that may take long, so that a person can be shown it. Is called by the
 * thread that works, and must not block.
 */
@FunctionalInterface
public interface HowFar {

  /** Shows nothing. */
  HowFar UNSEEN = (doing, done, all) -> {};

  /**
   * The work has come this far.
   *
   * @param doing a short phrase without a full stop
   * @param done how much of all is done, in whatever is counted
   */
  void now(String doing, long done, long all);
}
