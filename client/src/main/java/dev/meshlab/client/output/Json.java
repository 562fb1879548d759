package dev.meshlab.client.output;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.meshlab.client.report.Asked;
import dev.meshlab.client.report.Counts;
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
import java.util.Map;
import java.util.Optional;

/**
 * The records as JSON, field by field: a component that is renamed in Java stays what it is for the
 * programs that read it.
 */
final class Json {

  /** Rises when a field changes its meaning or goes; a new field alone does not raise it. */
  private static final int SCHEMA_VERSION = 1;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  static ObjectNode config(Config config) {
    ObjectNode json = record("config").put("schemaVersion", SCHEMA_VERSION);
    json.put("version", config.version())
        .put("target", config.target())
        .put("lbPolicy", config.lbPolicy())
        .put("authority", config.authority())
        .put("tls", config.tls())
        .put("intervalSeconds", seconds(config.interval()))
        .put("warmUpSeconds", seconds(config.warmUpTime()))
        .put("warmUpCalls", config.warmUpCalls())
        .put("warmUpUntilCompiled", config.warmUpUntilCompiled())
        .set("asked", asked(config.asked()));
    return json;
  }

  static ObjectNode warmedUp(WarmUpReport warmUp) {
    return record("warmUp").setAll(warmUp(warmUp));
  }

  static ObjectNode interval(Interval interval) {
    ObjectNode json = record("interval");
    json.put("endSeconds", seconds(interval.end()))
        .put("lengthSeconds", seconds(interval.length()))
        .put("rate", interval.rate());
    counts(json, interval.counts());
    spread(json, interval.spread());
    json.set("latency", latency(interval.latency()));
    json.set("servers", servers(interval.servers()));
    json.set("errors", MAPPER.valueToTree(interval.errors()));
    return json;
  }

  static ObjectNode report(Report report, Optional<Threshold> threshold) {
    ObjectNode json = record("report").put("schemaVersion", SCHEMA_VERSION);
    json.set("asked", asked(report.asked()));
    json.put("started", report.started().toString())
        .put("elapsedSeconds", seconds(report.elapsed()))
        .put("rate", report.rate())
        .put("abandoned", report.abandoned())
        .put("aboveCapacity", report.isAboveCapacity())
        .put("errorPercent", report.errorPercent());
    threshold.ifPresent(
        errors ->
            json.put("failAbovePercent", errors.mostPercent()).put("failed", errors.isCrossed()));
    json.set("warmUp", warmUp(report.warmUp()));
    counts(json, report.counts());
    spread(json, report.spread());
    json.set("perConnection", MAPPER.valueToTree(report.perConnection()));
    json.set("servers", servers(report.servers()));
    json.set("latency", latencies(report.latency()));
    json.putObject("ending")
        .put("notStarted", report.ending().notStarted())
        .set("latency", latency(report.ending().latency()));
    json.set("lag", lag(report.lag()));
    json.set("errors", MAPPER.valueToTree(report.errors()));
    return json;
  }

  private static ObjectNode warmUp(WarmUpReport warmUp) {
    return object()
        .put("calls", warmUp.calls())
        .put("ok", warmUp.ok())
        .put("elapsedSeconds", seconds(warmUp.elapsed()))
        .put("gaveUp", warmUp.gaveUp());
  }

  private static ObjectNode asked(Asked asked) {
    ObjectNode json = object();
    json.put("rpc", asked.rpc())
        .put("method", asked.method())
        .put("connections", asked.connections())
        .put("concurrency", asked.concurrency())
        .put("rate", asked.rate())
        .put("maxInFlight", asked.maxInFlight())
        .put("calls", asked.calls())
        .put("durationSeconds", seconds(asked.duration()))
        .put("messages", asked.messages())
        .put("deadlineSeconds", seconds(asked.deadline()))
        .put("graceSeconds", seconds(asked.grace()))
        .put("payloadBytes", asked.payloadBytes())
        .set("metadata", MAPPER.valueToTree(asked.metadata()));
    if (!asked.keys().isEmpty()) {
      json.put("keys", asked.keys());
    }
    return json;
  }

  private static void counts(ObjectNode json, Counts counts) {
    json.put("calls", counts.calls()).put("ok", counts.ok());
    json.set("replies", MAPPER.valueToTree(counts.replies()));
    json.set("statuses", MAPPER.valueToTree(counts.statuses()));
    json.set("failures", MAPPER.valueToTree(counts.failures()));
    json.set("streamMessages", MAPPER.valueToTree(counts.streamMessages()));
    json.put("splitStreams", counts.splitStreams())
        .put("outOfSequence", counts.outOfSequence())
        .put("missing", counts.missing())
        .put("notStarted", counts.notStarted());
    if (!counts.keys().isEmpty()) {
      json.set("keys", MAPPER.valueToTree(counts.keys()));
    }
  }

  private static void spread(ObjectNode json, Spread spread) {
    json.put("entropyBits", spread.entropyBits())
        .put("maxEntropyBits", spread.maxEntropyBits())
        .put("effectiveServers", spread.effectiveServers());
  }

  private static ObjectNode servers(Map<String, ServerDescription> servers) {
    ObjectNode json = object();
    servers.forEach(
        (uuid, server) ->
            json.putObject(uuid)
                .put("pod", server.pod())
                .put("version", server.version())
                .put("zone", server.zone()));
    return json;
  }

  private static ObjectNode latencies(Latencies latencies) {
    Latencies.Histograms histograms = latencies.histograms();
    ObjectNode json = object();
    json.set(
        "fromIntendedStart",
        latency(latencies.fromIntendedStart(), histograms.fromIntendedStart()));
    json.set("fromActualStart", latency(latencies.fromActualStart(), histograms.fromActualStart()));
    ObjectNode perServer = json.putObject("perServer");
    latencies
        .perServer()
        .forEach(
            (uuid, latency) ->
                perServer.set(
                    uuid,
                    latency(
                        latency,
                        histograms.perServer().getOrDefault(uuid, LatencyHistogram.NONE))));
    return json;
  }

  private static ObjectNode latency(LatencySummary latency, LatencyHistogram histogram) {
    ObjectNode json = latency(latency);
    return histogram.equals(LatencyHistogram.NONE)
        ? json
        : json.put("histogram", histogram.encoded());
  }

  private static ObjectNode latency(LatencySummary latency) {
    return object()
        .put("count", latency.count())
        .put("meanMicros", latency.meanMicros())
        .put("p50Micros", latency.p50Micros())
        .put("p90Micros", latency.p90Micros())
        .put("p99Micros", latency.p99Micros())
        .put("maxMicros", latency.maxMicros());
  }

  private static ObjectNode lag(Lag lag) {
    return object()
        .put("meanMicros", lag.meanMicros())
        .put("maxMicros", lag.maxMicros())
        .put("late", lag.late());
  }

  private static ObjectNode record(String type) {
    return object().put("type", type);
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
