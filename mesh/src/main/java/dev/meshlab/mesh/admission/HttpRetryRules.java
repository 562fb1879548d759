package dev.meshlab.mesh.admission;

import com.google.re2j.Pattern;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.Nearest;
import java.util.List;
import java.util.Set;

/** The webhook's rules for retries (validateHTTPRetry). */
final class HttpRetryRules {

  /** Envoy's retry_on and retry_grpc_on conditions, as far as Istio admits them. */
  private static final Set<String> CONDITIONS =
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

  /** The status codes that have a name in Go's net/http. */
  private static final Pattern HTTP_STATUS =
      Pattern.compile(
          "\\+?0*(10[0-3]|20[0-8]|226|30[0-57-8]|4(0[0-9]|1[0-8]|2[1-689]|31|51)|50[0-8]|51[01])");

  private final Findings findings;

  HttpRetryRules(Findings findings) {
    this.findings = findings;
  }

  void check(Fields retries) {
    boolean off = retries.integer("attempts").orElse(0L) == 0;
    boolean more =
        retries.has("perTryTimeout")
            || retries.has("retryRemoteLocalities")
            || !retries.string("retryOn", "").isEmpty();
    findings.errorIf(
        off && more,
        retries,
        "attempts",
        "http retry policy configured when attempts are set to 0 (disabled)",
        "set attempts above 0, or remove the rest");
    if (!retries.string("retryOn", "").isEmpty()) {
      List.of(retries.string("retryOn", "").split(",", -1)).forEach(c -> condition(retries, c));
    }
  }

  /** Spaces are not trimmed: Envoy would not know the condition. */
  private void condition(Fields retries, String condition) {
    if (!CONDITIONS.contains(condition) && !HTTP_STATUS.matches(condition)) {
      findings.error(
          retries,
          "retryOn",
          "\"" + condition + "\" is not a valid retryOn policy",
          Nearest.hint(condition.strip(), CONDITIONS, "separate known policies by commas alone"));
    }
  }
}
