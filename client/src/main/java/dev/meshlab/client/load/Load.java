package dev.meshlab.client.load;

import dev.meshlab.client.report.Asked;
import java.time.Duration;
import java.util.List;

/**
 * The calls to make: their kind, their pace and their end. Immutable and valid: a load that cannot
 * be run cannot be built.
 *
 * @param kind of the calls
 * @param method the path of the method to call, {@code /package.Service/Method} however it was
 *     written, with any messages; "" for the method of {@code meshlab.v1.EchoService} that is of
 *     this kind
 * @param connections how many channels
 * @param concurrency calls in flight over all connections; not used where there is a rate
 * @param rate calls per second over all connections, started by the clock however many are in
 *     flight; 0 for a closed loop
 * @param maxInFlight calls in flight above which the rate is not kept, so that an overload stays
 *     within bounds; ignored without a rate
 * @param calls how many calls to start; 0 for no limit
 * @param duration for how long to start calls; zero for no limit
 * @param messages messages of each stream
 * @param deadline of each call, from its actual start; zero for none
 * @param grace how long calls in flight may go on once a stop or the duration ended the run
 * @param metadata request metadata of each call
 * @param payloadBytes the payload of each message
 * @param keys metadata that differs from call to call
 */
public record Load(
    CallKind kind,
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
    List<MetadataEntry> metadata,
    int payloadBytes,
    Keys keys) {

  /**
   * Checks the whole of it.
   *
   * @throws InvalidLoadException with all that is wrong
   */
  public Load {
    metadata = List.copyOf(metadata);
    new LoadCheck()
        .method(method, kind)
        .within("connections", connections, 1, 10_000)
        .within("concurrency", concurrency, 1, 100_000)
        .rate(rate)
        .within("max-in-flight", maxInFlight, 1, 1_000_000)
        .within("calls", calls, 0, Long.MAX_VALUE)
        .time("duration", duration)
        .within("messages", messages, 1, 100_000)
        .time("deadline", deadline)
        .time("grace", grace)
        .metadata(metadata)
        // A server of grpc-java refuses messages above 4 MiB unless its limit is raised.
        .within("payload-bytes", payloadBytes, 0, 4_000_000)
        .keys(keys)
        .done();
    method = MethodPath.of(method).orElse("");
  }

  /** The defaults: unary calls, 8 in flight over one connection, without an end. */
  public static LoadBuilder builder() {
    return new LoadBuilder();
  }

  /** The same load, to be changed. */
  public LoadBuilder toBuilder() {
    return new LoadBuilder(this);
  }

  /** The method as gRPC names it: its path without the first slash. */
  public String fullMethodName() {
    return isForEcho() ? kind.fullMethodName() : method.substring(1);
  }

  /** True if the calls are of the lab's own service, whose replies carry more than an identity. */
  public boolean isForEcho() {
    return method.isEmpty();
  }

  /** True if the calls create something; these are of the lab's own service alone. */
  public boolean creates() {
    return kind == CallKind.CREATE;
  }

  /** The same load with its method by name, so that no route chooses another one. */
  public Load asWritten() {
    return creates() ? this : toBuilder().method("/" + fullMethodName()).build();
  }

  /** The same calls, with one message of a stream and without waiting for what a server delays. */
  Load asShortAsCanBe() {
    return toBuilder()
        .messages(1)
        .metadata(metadata.stream().map(MetadataEntry::withoutWaiting).toList())
        .build();
  }

  /** This load as a report states it. */
  public Asked asked() {
    return new Asked(
        kind.flag(),
        fullMethodName(),
        connections,
        concurrency,
        rate,
        maxInFlight,
        calls,
        duration,
        messages,
        deadline,
        grace,
        metadata.stream().map(MetadataEntry::toString).toList(),
        payloadBytes,
        keys.toString());
  }
}
