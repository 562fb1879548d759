package dev.meshlab.mesh.translate;

import com.google.protobuf.Any;
import com.google.protobuf.UInt32Value;
import dev.meshlab.mesh.manifest.Fields;
import io.envoyproxy.envoy.config.route.v3.RetryPolicy;
import io.envoyproxy.envoy.config.route.v3.RetryPolicy.RetryBackOff;
import io.envoyproxy.envoy.config.route.v3.RetryPolicy.RetryHostPredicate;
import io.envoyproxy.envoy.extensions.retry.host.previous_hosts.v3.PreviousHostsPredicate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code retries} to a retry policy (istio/istio, core/route/retry/retry.go). */
final class Retries {

  private static final String STATUS_CODES = "retriable-status-codes";

  /** What every route has whose VirtualService says nothing, or that has no VirtualService. */
  static final RetryPolicy DEFAULT =
      RetryPolicy.newBuilder()
          .setNumRetries(UInt32Value.of(2))
          .setRetryOn("connect-failure,refused-stream,unavailable,cancelled," + STATUS_CODES)
          .addRetryHostPredicate(
              RetryHostPredicate.newBuilder()
                  .setName("envoy.retry_host_predicates.previous_hosts")
                  .setTypedConfig(Any.pack(PreviousHostsPredicate.getDefaultInstance())))
          .setHostSelectionRetryMaxAttempts(5)
          .build();

  private Retries() {}

  /** Empty when retries are off. What the author leaves out stays as in the default. */
  static Optional<RetryPolicy> of(Optional<Fields> retries) {
    return retries.isEmpty() ? Optional.of(DEFAULT) : of(retries.get());
  }

  private static Optional<RetryPolicy> of(Fields retries) {
    int attempts = retries.integer("attempts", 0);
    if (attempts <= 0) {
      return Optional.empty();
    }
    RetryPolicy.Builder policy = DEFAULT.toBuilder().setNumRetries(UInt32Value.of(attempts));
    retries.string("retryOn").filter(on -> !on.isEmpty()).ifPresent(on -> retryOn(on, policy));
    retries.duration("perTryTimeout").map(Timeouts::proto).ifPresent(policy::setPerTryTimeout);
    retries
        .duration("backoff")
        .map(base -> RetryBackOff.newBuilder().setBaseInterval(Timeouts.proto(base)))
        .ifPresent(policy::setRetryBackOff);
    return Optional.of(policy.build());
  }

  /** Numbers among the conditions are HTTP status codes, which Envoy takes separately. */
  private static void retryOn(String conditions, RetryPolicy.Builder policy) {
    List<String> named = new ArrayList<>();
    for (String condition : conditions.split(",", -1)) {
      if (!condition.isEmpty() && condition.chars().allMatch(Character::isDigit)) {
        policy.addRetriableStatusCodes(Integer.parseInt(condition));
      } else {
        named.add(condition);
      }
    }
    if (policy.getRetriableStatusCodesCount() > 0 && !named.contains(STATUS_CODES)) {
      named.add(STATUS_CODES);
    }
    policy.setRetryOn(String.join(",", named));
  }
}
