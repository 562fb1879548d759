package dev.meshlab.mesh.manifest;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.Set;

/** The webhook's rules for one HTTP route of a VirtualService. */
final class HttpRouteRules {

  private static final List<String> OUTCOMES =
      List.of("route", "redirect", "directResponse", "delegate");

  /** Envoy's retry_on and retry_grpc_on conditions, as far as Istio admits them. */
  private static final Set<String> RETRY_ON =
      Set.of(
          "5xx",
          "gateway-error",
          "reset",
          "reset-before-request",
          "connect-failure",
          "retriable-4xx",
          "refused-stream",
          "retriable-status-codes",
          "retriable-headers",
          "envoy-ratelimited",
          "http3-post-connect-failure",
          "cancelled",
          "deadline-exceeded",
          "internal",
          "resource-exhausted",
          "unavailable");

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

  private final IstioRules rules;

  HttpRouteRules(IstioRules rules) {
    this.rules = rules;
  }

  void check(Fields http) {
    if (OUTCOMES.stream().noneMatch(http::has)) {
      rules.error(
          http, "route", "HTTP route, redirect or direct_response is required", "add a route");
    }
    weights(http);
    http.child("retries").ifPresent(this::retries);
    grpcStatus(http.below("fault").below("abort"));
    http.children("match").forEach(this::match);
  }

  /** Sums other than 100 are fine: weights are relative. */
  private void weights(Fields http) {
    List<Fields> routes = http.children("route");
    long total = routes.stream().mapToLong(route -> route.integer("weight").orElse(0L)).sum();
    if (routes.size() > 1 && total == 0) {
      String hint = "give at least one of the routes a weight";
      rules.error(http, "route", "total destination weight = 0", hint);
    }
  }

  private void retries(Fields retries) {
    boolean off = retries.integer("attempts").orElse(0L) == 0;
    if (off && (retries.has("perTryTimeout") || retries.has("retryOn"))) {
      rules.error(
          retries,
          "attempts",
          "http retry policy configured when attempts are set to 0 (disabled)",
          "set attempts above 0, or remove the rest");
    }
    for (String policy : retries.string("retryOn", "").split(",", -1)) {
      if (!policy.isEmpty() && !RETRY_ON.contains(policy) && !isHttpStatus(policy)) {
        rules.error(
            retries,
            "retryOn",
            "\"" + policy + "\" is not a valid retryOn policy",
            Nearest.hint(policy.strip(), RETRY_ON, "separate known policies by commas alone"));
      }
    }
  }

  private static boolean isHttpStatus(String policy) {
    return policy.length() == 3
        && policy.chars().allMatch(Character::isDigit)
        && policy.compareTo("100") >= 0
        && policy.compareTo("511") <= 0;
  }

  private void grpcStatus(Fields abort) {
    String status = abort.string("grpcStatus", "OK");
    if (!GRPC_STATUS.contains(status)) {
      rules.error(
          abort,
          "grpcStatus",
          "gRPC status \"" + status + "\" is not supported",
          Nearest.hint(status, GRPC_STATUS, "write a name such as UNAVAILABLE"));
    }
  }

  private void match(Fields match) {
    for (String one : List.of("uri", "scheme", "method", "authority")) {
      regex(match.below(one));
    }
    for (String many : List.of("headers", "withoutHeaders", "queryParams")) {
      Fields conditions = match.below(many);
      conditions.names().forEach(name -> regex(conditions.below(name)));
    }
  }

  private void regex(Fields condition) {
    String regex = condition.string("regex", "*");
    if (regex.equals("*")) {
      return; // Istio's own way to say that the header is there
    }
    try {
      Pattern.compile(regex);
    } catch (PatternSyntaxException malformed) {
      String message = "error parsing regexp: " + malformed.getDescription();
      rules.error(condition, "regex", message, "Istio uses RE2 style regex-based match");
    }
  }
}
