package dev.meshlab.client.report;

/**
 * The delay of the generator itself behind its schedule; all zero in a closed loop, which has no
 * schedule. A large lag says that this machine, and not the server, was too slow for the rate.
 *
 * @param meanMicros mean of actual minus intended start, in microseconds
 * @param maxMicros the worst of them
 * @param late calls that started more than a millisecond after they were due
 */
public record Lag(double meanMicros, long maxMicros, long late) {

  /** On time. */
  public static final Lag NONE = new Lag(0, 0, 0);
}
