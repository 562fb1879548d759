package dev.meshlab.lab.expectation;

import dev.meshlab.lab.prediction.Balancing;
import java.util.List;

/**
 * A part of the replies that some pods share.
 *
 * @param uuids the pods
 * @param share of the replies, 0 to 1
 * @param spread how the pods share it
 */
record Slice(List<String> uuids, double share, Spread spread) {

  /** The ways in which pods share a part. */
  enum Spread {
    /** Each pod has an equal part, in turn. */
    IN_TURN,
    /**
     * The same of several parties, each with turns of its own: their counts may add up unevenly.
     */
    IN_SEVERAL_TURNS,
    /** Each pod has an equal part in the long run. */
    EQUAL,
    /** The pod of a connection answers all of its calls. */
    ONE_A_CONNECTION,
    /** A pod answers all calls of a key. */
    ONE_A_KEY,
    /** A pod answers all calls. */
    ONE_FOR_ALL,
    /** Each pod has a part that is not known. */
    UNKNOWN
  }

  Slice {
    uuids = List.copyOf(uuids);
  }

  /**
   * The slice of a group.
   *
   * @param rotations how many parties take turns on their own
   */
  static Slice of(List<String> uuids, double share, Balancing balancing, int rotations) {
    return new Slice(
        uuids,
        share,
        switch (balancing) {
          case ROTATION, CLIENT_ROTATION ->
              rotations == 1 ? Spread.IN_TURN : Spread.IN_SEVERAL_TURNS;
          case RANDOM, LEAST_REQUEST -> Spread.EQUAL;
          case OF_CONNECTION, HASH_OF_CONNECTION -> Spread.ONE_A_CONNECTION;
          case CONSISTENT_HASH -> Spread.ONE_FOR_ALL;
          case HASH_OF_KEYS -> Spread.ONE_A_KEY;
          case SHARED_ROTATION, HASH_WITHOUT_KEY -> Spread.UNKNOWN;
        });
  }

  Slice with(List<String> others, double otherShare) {
    return new Slice(others, otherShare, spread);
  }

  /** True if the part of each pod is known. */
  boolean isFixed() {
    return uuids.size() == 1
        || spread == Spread.IN_TURN
        || spread == Spread.IN_SEVERAL_TURNS
        || spread == Spread.EQUAL;
  }

  /** The part that some of the pods have. */
  Portion of(long some) {
    if (some == 0 || some == uuids.size()) {
      return Portion.exactly(some == 0 ? 0 : share);
    }
    return isFixed() ? Portion.exactly(share * some / uuids.size()) : new Portion(0, share);
  }
}
