package dev.meshlab.client.tally;

import dev.meshlab.client.report.ServerDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** Counts one run. Every method is safe for any thread. */
public final class Tally {

  final ConcurrentMap<String, ServerTally> servers = new ConcurrentHashMap<>();
  final ConcurrentMap<String, ConcurrentMap<String, LongAdder>> failures =
      new ConcurrentHashMap<>();
  final ConcurrentMap<String, String> errors = new ConcurrentHashMap<>();
  private volatile ConcurrentMap<String, String> newErrors = new ConcurrentHashMap<>();
  final ConcurrentMap<String, LongAdder> streamMessages = new ConcurrentHashMap<>();
  final LongAdder splitStreams = new LongAdder();
  final LongAdder outOfSequence = new LongAdder();
  final LongAdder missing = new LongAdder();
  final LongAdder started = new LongAdder();
  final LongAdder notStarted = new LongAdder();
  final LagTally lag = new LagTally();
  final List<ConnectionTally> connections = new ArrayList<>();
  final Optional<KeyTally> keys;
  private final boolean paced;

  /** An empty tally of calls without keys. */
  public Tally(int connections, boolean paced) {
    this(connections, paced, List.of());
  }

  /**
   * An empty tally.
   *
   * @param paced whether calls have an intended start of their own, as in an open loop
   * @param keys the values of the keys that calls have; empty for calls without
   */
  public Tally(int connections, boolean paced, List<String> keys) {
    this.paced = paced;
    this.keys = keys.isEmpty() ? Optional.empty() : Optional.of(new KeyTally(keys));
    for (int i = 0; i < connections; i++) {
      this.connections.add(new ConnectionTally(this));
    }
  }

  /** The tally of the calls answered over one connection. */
  public ConnectionTally connection(int index) {
    return connections.get(index);
  }

  /** True if {@link #meet} was called for that server. */
  public boolean knows(String uuid) {
    return servers.containsKey(uuid);
  }

  /** Takes note of a server; the first description stays. */
  public void meet(String uuid, ServerDescription description) {
    servers.putIfAbsent(uuid, new ServerTally(description, paced));
  }

  /** A call with this key, if calls have any, was answered OK by this server. */
  public void answered(int key, String uuid) {
    if (keys.isPresent()) {
      keys.get().answered(key, uuid);
    }
  }

  /** A call is about to start. */
  public void started() {
    started.increment();
  }

  /** A call started {@code nanos} after it was due. */
  public void startedLate(long nanos) {
    lag.record(nanos);
  }

  /** {@code calls} calls were due and were not started. */
  public void notStarted(long calls) {
    notStarted.add(calls);
  }

  /**
   * A call ended with another status than OK.
   *
   * @param uuid the server that said so; "" where none named itself
   * @param message what the status said, asked for once for each status and interval
   */
  public void failed(String uuid, String status, Supplier<String> message) {
    counter(failures.computeIfAbsent(uuid, any -> new ConcurrentHashMap<>()), status).increment();
    ConcurrentMap<String, String> ofInterval = newErrors;
    if (!ofInterval.containsKey(status)) {
      String text = message.get();
      ofInterval.putIfAbsent(status, text);
      errors.putIfAbsent(status, text);
    }
  }

  /** The first message of each status since the last time that this was asked, by one thread. */
  Map<String, String> takeErrors() {
    Map<String, String> taken = newErrors;
    newErrors = new ConcurrentHashMap<>();
    return taken;
  }

  /** A stream carried {@code count} messages of one server. */
  public void messages(String uuid, long count) {
    counter(streamMessages, uuid).add(count);
  }

  /** The oddities of one stream's messages. */
  public void stream(boolean split, long outOfSequence, long missing) {
    if (split) {
      splitStreams.increment();
    }
    this.outOfSequence.add(outOfSequence);
    this.missing.add(missing);
  }

  ServerTally server(String uuid) {
    return servers.computeIfAbsent(uuid, any -> new ServerTally(ServerDescription.UNKNOWN, paced));
  }

  private static LongAdder counter(ConcurrentMap<String, LongAdder> counters, String key) {
    LongAdder counter = counters.get(key);
    return counter != null ? counter : counters.computeIfAbsent(key, any -> new LongAdder());
  }
}
