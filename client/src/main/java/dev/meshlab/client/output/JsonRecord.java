package dev.meshlab.client.output;

import com.fasterxml.jackson.databind.JsonNode;
import dev.meshlab.client.report.Asked;
import dev.meshlab.client.report.Counts;
import dev.meshlab.client.report.Ending;
import dev.meshlab.client.report.Interval;
import dev.meshlab.client.report.Lag;
import dev.meshlab.client.report.Latencies;
import dev.meshlab.client.report.LatencyHistogram;
import dev.meshlab.client.report.LatencySummary;
import dev.meshlab.client.report.Report;
import dev.meshlab.client.report.ServerDescription;
import dev.meshlab.client.report.Spread;
import dev.meshlab.client.report.Threshold;
import dev.meshlab.client.report.WarmUpReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A record in the form that {@link Json} gives it, read field by field. A field that is absent, as
 * in the records of an older client, reads as 0 or as empty.
 */
record JsonRecord(JsonNode json) {

  /** The kind of the record; empty where it is not one. */
  String type() {
    return json.path("type").asText("");
  }

  Config config() {
    return new Config(
        text("version"),
        text("target"),
        text("lbPolicy"),
        text("authority"),
        json.path("tls").asBoolean(),
        time("intervalSeconds"),
        time("warmUpSeconds"),
        number("warmUpCalls"),
        json.path("warmUpUntilCompiled").asBoolean(),
        at("asked").asked());
  }

  WarmUpReport warmUp() {
    return new WarmUpReport(
        number("calls"), number("ok"), time("elapsedSeconds"), json.path("gaveUp").asBoolean());
  }

  Interval interval() {
    return new Interval(
        time("endSeconds"),
        time("lengthSeconds"),
        counts(),
        spread(),
        at("latency").latency(),
        each("servers", JsonRecord::server),
        each("errors", error -> error.json.asText()));
  }

  Report report() {
    return new Report(
        at("asked").asked(),
        at("warmUp").warmUp(),
        Instant.parse(text("started")),
        time("elapsedSeconds"),
        counts(),
        list("perConnection", JsonRecord::counted),
        each("servers", JsonRecord::server),
        at("latency").latencies(),
        new Ending(at("ending").at("latency").latency(), at("ending").number("notStarted")),
        spread(),
        at("lag").lag(),
        number("abandoned"),
        each("errors", error -> error.json.asText()));
  }

  /** The errors that were allowed; empty where no limit was asked for. */
  Optional<Threshold> threshold() {
    return json.has("failAbovePercent")
        ? Optional.of(new Threshold(fraction("failAbovePercent"), fraction("errorPercent")))
        : Optional.empty();
  }

  private Asked asked() {
    return new Asked(
        text("rpc"),
        text("method"),
        json.path("connections").asInt(),
        json.path("concurrency").asInt(),
        fraction("rate"),
        json.path("maxInFlight").asInt(),
        number("calls"),
        time("durationSeconds"),
        json.path("messages").asInt(),
        time("deadlineSeconds"),
        time("graceSeconds"),
        list("metadata", entry -> entry.json.asText()),
        json.path("payloadBytes").asInt(),
        text("keys"));
  }

  private Counts counts() {
    return new Counts(
        at("replies").counted(),
        each("failures", JsonRecord::counted),
        at("streamMessages").counted(),
        number("splitStreams"),
        number("outOfSequence"),
        number("missing"),
        number("notStarted"),
        each("keys", JsonRecord::counted));
  }

  private SortedMap<String, Long> counted() {
    return fields(count -> count.json.asLong());
  }

  private Spread spread() {
    return new Spread(
        fraction("entropyBits"), fraction("maxEntropyBits"), fraction("effectiveServers"));
  }

  private ServerDescription server() {
    return new ServerDescription(text("pod"), text("version"), text("zone"));
  }

  private Latencies latencies() {
    return new Latencies(
        at("fromIntendedStart").latency(),
        at("fromActualStart").latency(),
        each("perServer", JsonRecord::latency),
        new Latencies.Histograms(
            at("fromIntendedStart").histogram(),
            at("fromActualStart").histogram(),
            each("perServer", JsonRecord::histogram)));
  }

  private LatencyHistogram histogram() {
    return new LatencyHistogram(text("histogram"));
  }

  private LatencySummary latency() {
    return new LatencySummary(
        number("count"),
        fraction("meanMicros"),
        number("p50Micros"),
        number("p90Micros"),
        number("p99Micros"),
        number("maxMicros"));
  }

  private Lag lag() {
    return new Lag(fraction("meanMicros"), number("maxMicros"), number("late"));
  }

  private JsonRecord at(String field) {
    return new JsonRecord(json.path(field));
  }

  private String text(String field) {
    return json.path(field).asText("");
  }

  private long number(String field) {
    return json.path(field).asLong();
  }

  private double fraction(String field) {
    return json.path(field).asDouble();
  }

  private Duration time(String field) {
    return Duration.ofNanos(Math.round(fraction(field) * 1e9));
  }

  private <V> SortedMap<String, V> each(String field, Function<JsonRecord, V> read) {
    return at(field).fields(read);
  }

  private <V> SortedMap<String, V> fields(Function<JsonRecord, V> read) {
    SortedMap<String, V> values = new TreeMap<>();
    json.properties()
        .forEach(entry -> values.put(entry.getKey(), read.apply(new JsonRecord(entry.getValue()))));
    return values;
  }

  private <V> List<V> list(String field, Function<JsonRecord, V> read) {
    List<V> values = new ArrayList<>();
    json.path(field).forEach(value -> values.add(read.apply(new JsonRecord(value))));
    return values;
  }
}
