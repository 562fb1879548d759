package dev.meshlab.client.tally;

import dev.meshlab.client.report.ServerDescription;

/** One server's description and latencies. */
final class ServerTally {

  final ServerDescription description;
  final LatencyTally fromIntended = new LatencyTally();

  /** The very same in a closed loop, where a call is recorded once. */
  final LatencyTally fromActual;

  ServerTally(ServerDescription description, boolean paced) {
    this.description = description;
    this.fromActual = paced ? new LatencyTally() : fromIntended;
  }

  void record(long fromIntendedNanos, long fromActualNanos) {
    fromIntended.record(fromIntendedNanos);
    if (fromActual != fromIntended) {
      fromActual.record(fromActualNanos);
    }
  }
}
