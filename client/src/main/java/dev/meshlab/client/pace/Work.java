package dev.meshlab.client.pace;

/** The task that a loop starts again and again. */
@FunctionalInterface
public interface Work {

  /**
   * Starts one call and returns without waiting for its end.
   *
   * @param call the number of the call in its run, from 0
   * @param connection the connection it goes over, from 0
   * @param intendedNanos when it should have started, on the loop's clock; in a closed loop that is
   *     now
   * @param ended to be run once when the call has ended, from any thread, possibly before this
   *     method returns
   */
  void start(long call, int connection, long intendedNanos, Runnable ended);
}
