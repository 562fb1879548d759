package dev.meshlab.client.pace;

/** Starts the calls of one run until its {@link Budget} gives out no more. */
public sealed interface Loop permits ClosedLoop, OpenLoop {

  /**
   * Begins, and returns at once. The loop is over when {@link InFlight#drained()} completes: the
   * budget is spent or closed, and every call that it started has ended.
   */
  void start();
}
