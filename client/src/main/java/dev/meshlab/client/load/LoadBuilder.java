package dev.meshlab.client.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Builds a {@link Load}; what is not set keeps the default of {@link Load#builder()}. */
public final class LoadBuilder {

  private CallKind kind = CallKind.UNARY;
  private String method = "";
  private int connections = 1;
  private int concurrency = 8;
  private double rate;
  private int maxInFlight = 10_000;
  private long calls;
  private Duration duration = Duration.ZERO;
  private int messages = 10;
  private Duration deadline = Duration.ZERO;
  private Duration grace = Duration.ofSeconds(5);
  private List<MetadataEntry> metadata = new ArrayList<>();
  private int payloadBytes;
  private Keys keys = Keys.NONE;

  LoadBuilder() {}

  LoadBuilder(Load load) {
    kind = load.kind();
    method = load.method();
    connections = load.connections();
    concurrency = load.concurrency();
    rate = load.rate();
    maxInFlight = load.maxInFlight();
    calls = load.calls();
    duration = load.duration();
    messages = load.messages();
    deadline = load.deadline();
    grace = load.grace();
    metadata = new ArrayList<>(load.metadata());
    payloadBytes = load.payloadBytes();
    keys = load.keys();
  }

  public LoadBuilder kind(CallKind kind) {
    this.kind = kind;
    return this;
  }

  /** The path of a method that is not of the lab's own service. */
  public LoadBuilder method(String method) {
    this.method = method;
    return this;
  }

  public LoadBuilder connections(int connections) {
    this.connections = connections;
    return this;
  }

  public LoadBuilder concurrency(int concurrency) {
    this.concurrency = concurrency;
    return this;
  }

  public LoadBuilder rate(double rate) {
    this.rate = rate;
    return this;
  }

  public LoadBuilder maxInFlight(int maxInFlight) {
    this.maxInFlight = maxInFlight;
    return this;
  }

  public LoadBuilder calls(long calls) {
    this.calls = calls;
    return this;
  }

  public LoadBuilder duration(Duration duration) {
    this.duration = duration;
    return this;
  }

  public LoadBuilder messages(int messages) {
    this.messages = messages;
    return this;
  }

  public LoadBuilder deadline(Duration deadline) {
    this.deadline = deadline;
    return this;
  }

  public LoadBuilder grace(Duration grace) {
    this.grace = grace;
    return this;
  }

  /** Adds one entry to those already there. */
  public LoadBuilder metadata(String key, String value) {
    metadata.add(new MetadataEntry(key, value));
    return this;
  }

  /** In place of the entries already there. */
  public LoadBuilder metadata(List<MetadataEntry> metadata) {
    this.metadata = new ArrayList<>(metadata);
    return this;
  }

  public LoadBuilder payloadBytes(int payloadBytes) {
    this.payloadBytes = payloadBytes;
    return this;
  }

  /** In place of the keys already there. */
  public LoadBuilder keys(Keys keys) {
    this.keys = keys;
    return this;
  }

  /**
   * The load.
   *
   * @throws InvalidLoadException with all that is wrong
   */
  public Load build() {
    return new Load(
        kind,
        method,
        connections,
        concurrency,
        rate,
        maxInFlight,
        calls,
        duration,
        messages,
        deadline,
        grace,
        metadata,
        payloadBytes,
        keys);
  }
}
