package dev.meshlab.lab.prediction;

/**
 * A destination of copies of calls.
 *
 * @param cluster the cluster's name
 * @param share the part of the calls that is copied, each by an independent draw; above 0, up to 1
 */
public record Mirror(String cluster, double share) {

  /** The numbers of copies of {@code calls} calls that do not raise an alarm. */
  public Range copies(long calls) {
    return Chance.range(calls, share, 1);
  }

  Destination destination() {
    return Destination.of(cluster);
  }

  String part() {
    return share == 1 ? "each call" : Percent.of(share) + " of the calls";
  }
}
