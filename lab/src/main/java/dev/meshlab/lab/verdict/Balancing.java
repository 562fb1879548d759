package dev.meshlab.lab.verdict;

/** How a data plane picks one of several equal pods, as far as a count of replies can tell. */
public enum Balancing {
  /** In turn: counts differ by at most one for each independent rotation. */
  ROTATION("rotation", "in turn"),
  /**
   * In turn, with copies of the calls taking turns, too: replies alone need not be even, what the
   * pods served is.
   */
  SHARED_ROTATION("shared rotation", "in turn with the copies"),
  /** Each pick is an independent draw. */
  RANDOM("independent draws", "at random"),
  /**
   * The less busy of two drawn at random. Among equal pods that is even, but neither a rotation nor
   * independent draws, so only inequalities can be stated.
   */
  LEAST_REQUEST("least request", "the less busy of two"),
  /**
   * By a key of the call; which pod has which key is not predicted, nor how many keys there are.
   */
  CONSISTENT_HASH("consistent hash", "by the hash of a key");

  private final String model;
  private final String words;

  Balancing(String model, String words) {
    this.model = model;
    this.words = words;
  }

  /** Whether the pods take turns. */
  boolean rotates() {
    return this == ROTATION || this == SHARED_ROTATION;
  }

  /** Whether every pod can be told its part of the replies, and one connection reaches them all. */
  boolean fixesShares() {
    return this != SHARED_ROTATION && this != CONSISTENT_HASH;
  }

  /** The name of the model behind it. */
  public String model() {
    return model;
  }

  /** The policy in a reader's words. */
  public String words() {
    return words;
  }
}
