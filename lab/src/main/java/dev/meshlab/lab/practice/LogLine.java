package dev.meshlab.lab.practice;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.meshlab.lab.prediction.LoggedCall;
import dev.meshlab.lab.prediction.PodLabels;
import dev.meshlab.lab.verdict.Observation;
import java.util.Comparator;
import java.util.List;

/**
 * A line of the access log of the client's proxy; "-" stands for what a line does not have.
 *
 * @param code of the response, as HTTP has it
 * @param flags of the response, with commas
 * @param details why the response is as it is
 * @param upstream the pod to which the last attempt went
 * @param grpcStatus the number of the call's status
 * @param path that was called
 */
record LogLine(
    String code, String flags, String details, String upstream, String grpcStatus, String path) {

  private static final String NONE = "-";

  /** A line for each combination of flags that calls were logged with. */
  static List<LogLine> of(Observation seen) {
    return seen.attempts().interventions().logged().last().stream()
        .map(call -> of(call, seen.pods()))
        .sorted(Comparator.comparing(LogLine::flags))
        .toList();
  }

  private static LogLine of(LoggedCall call, PodLabels pods) {
    return new LogLine(
        call.code(),
        orNone(String.join(",", call.flags())),
        orNone(call.details()),
        call.upstream().isEmpty() ? NONE : pods.name(call.upstream()),
        orNone(call.grpcStatus()),
        call.path());
  }

  private static String orNone(String text) {
    return text.isEmpty() ? NONE : text;
  }

  /** As people read it. */
  @JsonIgnore
  String text() {
    return "%s %s \"%s\" %s grpc %s %s".formatted(code, flags, details, upstream, grpcStatus, path);
  }
}
