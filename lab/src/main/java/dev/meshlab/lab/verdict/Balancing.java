package dev.meshlab.lab.verdict;

/** How a data plane picks one of several equal pods, as far as a count of replies can tell. */
public enum Balancing {
  /** In turn: counts differ by at most one for each independent rotation. */
  ROTATION("rotation", "in turn"),
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

  /** The name of the model behind it. */
  public String model() {
    return model;
  }

  /** The policy in a reader's words. */
  public String words() {
    return words;
  }
}
