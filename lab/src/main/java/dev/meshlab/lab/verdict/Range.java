package dev.meshlab.lab.verdict;

/**
 * The counts that agree with a prediction.
 *
 * @param low the least
 * @param high the most
 */
record Range(long low, long high) {

  boolean contains(long count) {
    return low <= count && count <= high;
  }

  Range widenTo(double low, double high) {
    return new Range(
        Math.min(this.low, (long) Math.floor(low)), Math.max(this.high, (long) Math.ceil(high)));
  }

  /** Wider by so many at either end. */
  Range wider(long below, long above) {
    return new Range(Math.max(0, low - below), high + above);
  }

  @Override
  public String toString() {
    return low == high ? Long.toString(low) : low + " to " + high;
  }
}
