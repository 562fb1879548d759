package dev.meshlab.lab.prediction;

/** A way of picking one of several equal pods, as far as a count of replies can show it. */
public enum Balancing {
  /** In turn: counts differ by at most one for each independent rotation. */
  ROTATION("rotation"),
  /**
   * In turn, with copies of the calls taking turns, too: replies alone need not be even, but the
   * counts of the servers are.
   */
  SHARED_ROTATION("shared rotation"),
  /** In turn by the client, which dials the pods: no proxy on the way picks another one. */
  CLIENT_ROTATION("rotation"),
  /** The pod that the connection was opened to, whichever it is. */
  OF_CONNECTION("pinned"),
  /** Each pick is an independent draw. */
  RANDOM("independent draws"),
  /**
   * The less busy of two drawn at random. Among equal pods that is even, but neither a rotation nor
   * independent draws, so only inequalities can be stated.
   */
  LEAST_REQUEST("least request"),
  /** By the key that all calls of a run share: one pod gets them all, whichever it is. */
  CONSISTENT_HASH("consistent hash"),
  /** By a key that differs from call to call: one pod for each key, whichever it is. */
  HASH_OF_KEYS("hash of keys"),
  /** By a key that all calls of one connection share: one pod gets them, whichever it is. */
  HASH_OF_CONNECTION("hash of connection"),
  /**
   * By a hash without a key: each pick is a draw from the ring, on which pods have unequal parts
   * (Envoy's and grpc-java's ring hash draw a random hash where no policy gives one).
   */
  HASH_WITHOUT_KEY("hash, no key");

  private final String model;

  Balancing(String model) {
    this.model = model;
  }

  /** True if the pods take turns. */
  public boolean rotates() {
    return this == ROTATION || this == SHARED_ROTATION || this == CLIENT_ROTATION;
  }

  /** True if the pick is by a hash. */
  public boolean hashes() {
    return this == CONSISTENT_HASH
        || this == HASH_OF_KEYS
        || this == HASH_OF_CONNECTION
        || this == HASH_WITHOUT_KEY;
  }

  /** True if the client picks by dialling, so that a pod which a proxy ejects is called, too. */
  boolean isByClient() {
    return this == CLIENT_ROTATION || this == OF_CONNECTION;
  }

  /** True if every pod has a known part of the replies, and one connection reaches them all. */
  public boolean fixesShares() {
    return this != SHARED_ROTATION && this != OF_CONNECTION && !hashes();
  }

  /** The name of the model behind it. */
  public String model() {
    return model;
  }

  /** One of several pods, picked in this way, in a reader's words. */
  String pick(int pods) {
    return switch (this) {
      case ROTATION -> "one of %d pods, in turn".formatted(pods);
      case CLIENT_ROTATION -> "one of %d pods, in turn by the client".formatted(pods);
      case OF_CONNECTION -> "the one of %d pods that the connection was opened to".formatted(pods);
      case SHARED_ROTATION -> "one of %d pods, in turn with the copies".formatted(pods);
      case RANDOM -> "one of %d pods, at random".formatted(pods);
      case LEAST_REQUEST -> "the less busy of two randomly drawn pods (%d in all)".formatted(pods);
      case CONSISTENT_HASH ->
          "the same one of %d pods, by the hash of the key that all calls share".formatted(pods);
      case HASH_OF_KEYS ->
          "the same one of %d pods for all calls of a key, by its hash".formatted(pods);
      case HASH_OF_CONNECTION ->
          "the same one of %d pods for all calls of a connection, by a hash of the connection"
              .formatted(pods);
      case HASH_WITHOUT_KEY ->
          "one of %d pods, at random: the calls carry no key to hash".formatted(pods);
    };
  }
}
