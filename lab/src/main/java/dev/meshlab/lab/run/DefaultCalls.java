package dev.meshlab.lab.run;

import dev.meshlab.client.load.Load;

/**
 * The number of calls where the user gives no end. It tells a weight of 70 from one of 82 (at one
 * false alarm in a million); in a run of many measurements from one of 87, so that it ends while
 * one watches it. Both are numbers that 2 to 6 pods divide evenly.
 */
final class DefaultCalls {

  private static final long OF_FEW = 900;
  private static final long OF_MANY = 420;
  private static final int MANY = 24;

  private DefaultCalls() {}

  /**
   * The load with an end.
   *
   * @param measurements how often it is to be made
   */
  static Load limit(Load load, int measurements) {
    return load.calls() > 0 || !load.duration().isZero()
        ? load
        : load.toBuilder().calls(measurements < MANY ? OF_FEW : OF_MANY).build();
  }
}
