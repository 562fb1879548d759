package dev.meshlab.lab.report;

/**
 * The time in which the calls to a plane counted.
 *
 * @param calls finished calls
 * @param connections connections that the client kept open
 * @param warmUp the calls that came before the window
 * @param seconds how long the window was open
 */
public record Window(long calls, int connections, WarmUp warmUp, double seconds) {

  /**
   * Calls that came before the first call that counts, so that the JVM had compiled what the calls
   * use. A plane that has been warmed up is not warmed up again.
   *
   * @param calls that ended; 0 without a warm-up
   * @param seconds how long they took
   */
  public record WarmUp(long calls, double seconds) {
    static final WarmUp NONE = new WarmUp(0, 0);
  }

  /** A window that was never opened. */
  static Window closed(int connections) {
    return new Window(0, connections, WarmUp.NONE, 0);
  }
}
