package dev.meshlab.lab.exercise;

import dev.meshlab.client.load.CallKind;
import dev.meshlab.client.load.InvalidLoadException;
import dev.meshlab.client.load.Keys;
import dev.meshlab.client.load.Load;
import dev.meshlab.client.load.LoadBuilder;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Fields;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** The calls of a step, read. */
public final class CallReader {

  private static final String TARGET = "server.service-mesh-lab.svc.cluster.local:50051";

  /** As many as {@code run} makes. */
  private static final long CALLS = 900;

  private final List<Diagnostic> problems;

  /**
   * @param problems where to put what is wrong
   */
  public CallReader(List<Diagnostic> problems) {
    this.problems = problems;
  }

  public Call read(Fields call) {
    return new Call(
        load(call),
        call.string("to", TARGET),
        call.string("from", ""),
        call.string("authority", ""),
        call.integer("envoyWorkers", 1),
        call.bool("oneSidecar", false),
        call.bool("accessLog", false),
        call.has("through"));
  }

  private Load load(Fields call) {
    Duration duration = call.duration("duration").orElse(Duration.ZERO);
    LoadBuilder load =
        Load.builder()
            .kind(kind(call.string("rpc", "unary")))
            .method(call.string("method", ""))
            .calls(call.integer("calls").orElse(duration.isZero() ? CALLS : 0L))
            .duration(duration)
            .rate(call.number("rate").orElse(0.0))
            .deadline(call.duration("deadline").orElse(Duration.ZERO))
            .connections(call.integer("connections", 1))
            .concurrency(call.integer("concurrency", 8))
            .messages(call.integer("messages", 10));
    call.stringMap("metadata").forEach(load::metadata);
    call.child("keys")
        .ifPresent(keys -> load.keys(new Keys(keys.string("name", ""), keys.integer("number", 0))));
    try {
      return load.build();
    } catch (InvalidLoadException e) {
      e.problems()
          .forEach(
              problem ->
                  problems.add(
                      Diagnostic.of(
                          DiagnosticId.BAD_USAGE,
                          call.position(),
                          call.path(),
                          problem.toString(),
                          "")));
      return Load.builder().calls(CALLS).build();
    }
  }

  private static CallKind kind(String flag) {
    return Arrays.stream(CallKind.values())
        .filter(kind -> kind.flag().equals(flag))
        .findFirst()
        .orElse(CallKind.UNARY);
  }
}
