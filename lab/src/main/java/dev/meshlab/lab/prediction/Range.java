package dev.meshlab.lab.prediction;

/**
 * The counts that agree with a prediction.
 *
 * @param low the least
 * @param high the most
 */
public record Range(long low, long high) {

  public boolean contains(long count) {
    return low <= count && count <= high;
  }

  public Range widenTo(double low, double high) {
    return new Range(
        Math.min(this.low, (long) Math.floor(low)), Math.max(this.high, (long) Math.ceil(high)));
  }

  /** This range, widened at either end. */
  public Range wider(long below, long above) {
    return new Range(Math.max(0, low - below), high + above);
  }

  @Override
  public String toString() {
    return low == high ? Long.toString(low) : low + " to " + high;
  }
}
