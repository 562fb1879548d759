package dev.meshlab.client.report;

import java.time.Duration;
import java.util.List;

/**
 * The load as it was asked for, which a report repeats so that it can be read on its own.
 *
 * @param rpc the call kind as the {@code --rpc} flag spells it
 * @param method the full name of the gRPC method
 * @param connections how many gRPC channels
 * @param concurrency calls in flight over all connections, where {@code rate} is 0
 * @param rate calls per second over all connections; 0 for a closed loop
 * @param maxInFlight calls in flight above which none is started, where there is a rate
 * @param calls how many calls to start; 0 for no limit
 * @param duration for how long to start calls; zero for no limit
 * @param messages messages of each stream
 * @param deadline of each call; zero for none
 * @param grace how long calls in flight may go on once no more are started
 * @param metadata request metadata, {@code key=value}
 * @param payloadBytes the payload of each message
 * @param keys metadata with another value from call to call, {@code name=number}; "" for none
 */
public record Asked(
    String rpc,
    String method,
    int connections,
    int concurrency,
    double rate,
    int maxInFlight,
    long calls,
    Duration duration,
    int messages,
    Duration deadline,
    Duration grace,
    List<String> metadata,
    int payloadBytes,
    String keys) {

  public Asked {
    metadata = List.copyOf(metadata);
  }
}
