package dev.meshlab.lab.exercise;

import dev.meshlab.client.channel.ClientTls;
import dev.meshlab.client.load.CallKind;
import dev.meshlab.client.load.InvalidLoadException;
import dev.meshlab.client.load.Keys;
import dev.meshlab.client.load.Load;
import dev.meshlab.client.load.LoadBuilder;
import dev.meshlab.lab.live.Change.Timed;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Fields;
import java.time.Duration;
import java.util.List;

/** The calls of a step, read. */
public final class CallReader {

  private static final String TARGET = "server.service-mesh-lab.svc.cluster.local:50051";

  /** A load of which nothing is said. */
  private static final Load USUAL = Load.builder().build();

  /** As many as {@code run} makes. */
  private static final long CALLS = 900;

  /** Enough calls a second to see a time in, while something changes. */
  private static final double RATE = 300;

  private static final Duration AFTERWARDS = Duration.ofSeconds(3);

  private final List<Diagnostic> problems;

  /**
   * @param problems where to put what is wrong
   */
  public CallReader(List<Diagnostic> problems) {
    this.problems = problems;
  }

  /**
   * The calls of a step or a case.
   *
   * @param changes under which they are made: calls without an end of their own go on after the
   *     last one for some time
   */
  public Call read(Fields call, List<Timed> changes) {
    return new Call(
        load(call, changes),
        call.string("to", TARGET),
        call.string("from", ""),
        call.string("authority", ""),
        call.integer("envoyWorkers", 1),
        call.bool("oneSidecar", false),
        call.bool("accessLog", false),
        ClientTls.of(call.string("tls", "trusting")),
        call.bool("metricsPages", false),
        call.has("through"));
  }

  private Load load(Fields call, List<Timed> changes) {
    Duration duration = call.duration("duration").orElseGet(() -> usual(changes));
    long calls = duration.isZero() ? CALLS : 0L;
    double rate = changes.isEmpty() || call.has("concurrency") ? 0.0 : RATE;
    LoadBuilder load =
        Load.builder()
            .kind(kind(call.string("rpc", "unary")))
            .method(call.string("method", ""))
            .calls(call.integer("calls").orElse(calls))
            .duration(duration)
            .rate(call.number("rate").orElse(rate))
            .deadline(call.duration("deadline").orElse(Duration.ZERO))
            .connections(call.integer("connections", USUAL.connections()))
            .concurrency(call.integer("concurrency", USUAL.concurrency()))
            .maxInFlight(call.integer("maxInFlight", USUAL.maxInFlight()))
            .messages(call.integer("messages", USUAL.messages()));
    call.stringMap("metadata").forEach(load::metadata);
    call.child("keys")
        .ifPresent(keys -> load.keys(new Keys(keys.string("name", ""), keys.integer("number", 0))));
    if (!changes.isEmpty()) {
      outlast(call, duration, changes);
    }
    try {
      return load.build();
    } catch (InvalidLoadException e) {
      if (!WorldReader.isReported(call, problems)) {
        e.problems().forEach(problem -> problem(call, "", problem.toString(), ""));
      }
      return Load.builder().calls(CALLS).build();
    }
  }

  private static Duration usual(List<Timed> changes) {
    return changes.isEmpty() ? Duration.ZERO : last(changes).plus(AFTERWARDS);
  }

  private static Duration last(List<Timed> changes) {
    return changes.get(changes.size() - 1).after();
  }

  /** Sees that there are calls to be seen after the last change. */
  private void outlast(Fields call, Duration duration, List<Timed> changes) {
    if (call.has("calls")) {
      problem(
          call,
          "calls",
          "a number of calls may be over before the changes are made",
          "write duration: and rate: in its place");
    } else if (duration.compareTo(last(changes)) <= 0) {
      problem(
          call,
          "duration",
          "the calls are over before the last change is made, after %d ms"
              .formatted(last(changes).toMillis()),
          "let them go on for some seconds after it");
    }
  }

  private void problem(Fields call, String field, String message, String fix) {
    problems.add(call.diagnostic(DiagnosticId.BAD_USAGE, field, message, fix));
  }

  /** The schema has reported any other word. */
  private static CallKind kind(String flag) {
    return CallKind.ofFlag(flag).orElse(CallKind.UNARY);
  }
}
