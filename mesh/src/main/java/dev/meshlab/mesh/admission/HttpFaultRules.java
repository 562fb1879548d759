package dev.meshlab.mesh.admission;

import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.Nearest;
import java.util.Set;

/** The webhook's rules for injected faults (validateHTTPFaultInjection). */
final class HttpFaultRules {

  private static final Set<String> GRPC_STATUS =
      Set.of(
          "OK",
          "CANCELLED",
          "UNKNOWN",
          "INVALID_ARGUMENT",
          "DEADLINE_EXCEEDED",
          "NOT_FOUND",
          "ALREADY_EXISTS",
          "PERMISSION_DENIED",
          "RESOURCE_EXHAUSTED",
          "FAILED_PRECONDITION",
          "ABORTED",
          "OUT_OF_RANGE",
          "UNIMPLEMENTED",
          "INTERNAL",
          "UNAVAILABLE",
          "DATA_LOSS",
          "UNAUTHENTICATED");

  private static final double SMALLEST_PERCENTAGE = 0.0001;

  private final Findings findings;

  HttpFaultRules(Findings findings) {
    this.findings = findings;
  }

  void check(Fields fault) {
    if (!fault.has("abort") && !fault.has("delay")) {
      String message = "HTTP fault injection must have an abort and/or a delay";
      findings.error(fault, message, "add one, or remove fault");
    }
    fault.child("abort").ifPresent(this::abort);
    fault.child("delay").ifPresent(this::delay);
  }

  private void abort(Fields abort) {
    percentage(abort);
    findings.errorIf(
        abort.has("http2Error"),
        abort,
        "http2Error",
        "HTTP/2 abort fault injection not supported yet",
        "write grpcStatus: UNAVAILABLE");
    httpStatus(findings, abort, "httpStatus");
    String status = abort.string("grpcStatus", "OK");
    if (!GRPC_STATUS.contains(status)) {
      findings.error(
          abort,
          "grpcStatus",
          "gRPC status \"" + status + "\" is not supported",
          Nearest.hint(status, GRPC_STATUS, "write a name such as UNAVAILABLE"));
    }
  }

  private void delay(Fields delay) {
    percentage(delay);
    findings.errorIf(
        delay.has("exponentialDelay"),
        delay,
        "exponentialDelay",
        "exponentialDelay not supported yet",
        "write fixedDelay");
  }

  private void percentage(Fields fault) {
    Fields percentage = fault.below("percentage");
    findings.errorIf(
        percentage.number("value").filter(v -> v > 0 && v < SMALLEST_PERCENTAGE).isPresent(),
        percentage,
        "value",
        "percentage is neither 0.0, nor in range [0.0001, 100.0]",
        "write at least 0.0001");
  }

  /** A status that a response may have (validateHTTPStatus). */
  static void httpStatus(Findings findings, Fields fields, String field) {
    fields
        .integer(field)
        .filter(status -> status < 200 || status > 600)
        .ifPresent(
            status -> {
              String message = "HTTP status " + status + " is not in range 200-599";
              findings.error(fields, field, message, "write 503");
            });
  }
}
