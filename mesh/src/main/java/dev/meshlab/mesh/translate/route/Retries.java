package dev.meshlab.mesh.translate.route;

import com.google.protobuf.Any;
import com.google.protobuf.UInt32Value;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.translate.xds.Protos;
import io.envoyproxy.envoy.config.route.v3.RetryPolicy;
import io.envoyproxy.envoy.config.route.v3.RetryPolicy.RetryBackOff;
import io.envoyproxy.envoy.config.route.v3.RetryPolicy.RetryHostPredicate;
import io.envoyproxy.envoy.config.route.v3.RetryPolicy.RetryPriority;
import io.envoyproxy.envoy.extensions.retry.host.previous_hosts.v3.PreviousHostsPredicate;
import io.envoyproxy.envoy.extensions.retry.priority.previous_priorities.v3.PreviousPrioritiesConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code retries} to a retry policy (istio/istio, core/route/retry/retry.go). */
public final class Retries {

  private static final String STATUS_CODES = "retriable-status-codes";

  /** The codes that Go's net/http has a text for; other numbers stay among the conditions. */
  private static final Pattern HTTP_STATUS =
      Pattern.compile(
          "10[0-3]|20[0-8]|226|30[0-578]|40\\d|41[0-8]|42[1-689]|431|451|50[0-8]|51[01]");

  private static final RetryHostPredicate OTHER_HOSTS =
      RetryHostPredicate.newBuilder()
          .setName("envoy.retry_host_predicates.previous_hosts")
          .setTypedConfig(Any.pack(PreviousHostsPredicate.getDefaultInstance()))
          .build();

  private static final RetryPriority OTHER_PRIORITIES =
      RetryPriority.newBuilder()
          .setName("envoy.retry_priorities.previous_priorities")
          .setTypedConfig(
              Any.pack(PreviousPrioritiesConfig.newBuilder().setUpdateFrequency(2).build()))
          .build();

  /** The retries of every route that says nothing of them, unless the mesh config does. */
  static final RetryPolicy DEFAULT =
      RetryPolicy.newBuilder()
          .setNumRetries(UInt32Value.of(2))
          .setRetryOn("connect-failure,refused-stream,unavailable,cancelled," + STATUS_CODES)
          .addRetryHostPredicate(OTHER_HOSTS)
          .setHostSelectionRetryMaxAttempts(5)
          .build();

  private Retries() {}

  /**
   * Empty when retries are off. What the author leaves out stays as it is built in, and not as the
   * mesh config has it, which counts only where a route says nothing at all.
   *
   * @param hashed whether the destination is chosen by a hash, which means the same host again
   */
  static Optional<RetryPolicy> of(Optional<Fields> retries, boolean hashed, RouteContext context) {
    RetryPolicy.Builder policy = DEFAULT.toBuilder();
    if (hashed) {
      policy.clearRetryHostPredicate();
    }
    Optional<Fields> chosen = retries.or(context.mesh().config()::defaultHttpRetryPolicy);
    if (chosen.isPresent()) {
      Fields fields = chosen.get();
      int attempts = fields.integer("attempts", 0);
      if (attempts <= 0) {
        return Optional.empty();
      }
      policy.setNumRetries(UInt32Value.of(attempts));
      conditions(fields, policy);
      hosts(context.unheededByGrpc(fields), policy);
    }
    return Optional.of(policy.build());
  }

  private static void conditions(Fields retries, RetryPolicy.Builder policy) {
    retries.string("retryOn").filter(on -> !on.isEmpty()).ifPresent(on -> retryOn(on, policy));
    retries
        .duration("backoff")
        .map(base -> RetryBackOff.newBuilder().setBaseInterval(Protos.duration(base)))
        .ifPresent(policy::setRetryBackOff);
  }

  private static void hosts(Fields retries, RetryPolicy.Builder policy) {
    retries.duration("perTryTimeout").map(Protos::duration).ifPresent(policy::setPerTryTimeout);
    Optional<Boolean> ignorePrevious = retries.bool("retryIgnorePreviousHosts");
    if (ignorePrevious.isPresent()) {
      policy.clearRetryHostPredicate();
    }
    if (ignorePrevious.orElse(false)) {
      policy.addRetryHostPredicate(OTHER_HOSTS);
    }
    if (retries.bool("retryRemoteLocalities", false)) {
      policy.setRetryPriority(OTHER_PRIORITIES);
    }
  }

  /** HTTP status codes among the conditions are a condition of their own, and a list. */
  private static void retryOn(String conditions, RetryPolicy.Builder policy) {
    List<String> named = new ArrayList<>();
    for (String part : conditions.split(",", -1)) {
      String condition = part.strip();
      if (HTTP_STATUS.matcher(condition).matches()) {
        policy.addRetriableStatusCodes(Integer.parseInt(condition));
      } else if (!condition.isEmpty()) {
        named.add(condition);
      }
    }
    String joined = String.join(",", named);
    boolean add = policy.getRetriableStatusCodesCount() > 0 && !joined.contains(STATUS_CODES);
    policy.setRetryOn(add ? joined + "," + STATUS_CODES : joined);
  }
}
