package dev.meshlab.lab.prediction;

/** The parties of which each keeps a rotation of its own under {@link Balancing#ROTATION}. */
public sealed interface Rotations {

  /**
   * The workers of one proxy: its load balancer's state is per worker thread.
   *
   * @param workers how many
   */
  record OfWorkers(int workers) implements Rotations {}

  /** Every connection of the client: a gRPC channel balances for itself. */
  record OfConnections() implements Rotations {}
}
