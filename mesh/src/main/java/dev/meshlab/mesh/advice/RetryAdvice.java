package dev.meshlab.mesh.advice;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.Adviser;
import dev.meshlab.mesh.advice.context.Block;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.RewrittenFields;
import dev.meshlab.mesh.model.ServicePort;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Retries that do not retry, or make things worse. */
final class RetryAdvice implements Adviser {

  private static final String DEFAULT_RETRY_ON =
      "connect-failure,refused-stream,unavailable,cancelled";

  /** Envoy counts a reset, of which a per-try timeout is one, as these. */
  private static final Set<String> ON_RESET = Set.of("reset", "5xx", "gateway-error");

  /** Under these a connection that cannot be made is tried elsewhere (RetryStateImpl). */
  private static final Set<String> ON_CONNECT_FAILURE =
      Set.of("connect-failure", "reset-before-request", "reset", "5xx", "gateway-error");

  @Override
  public List<Diagnostic> advise(AdviceContext context) {
    List<Diagnostic> advice = new ArrayList<>();
    for (AdviceContext.Route route : context.routes()) {
      of(context, route).ifPresent(retries -> advise(route.fields(), retries, advice));
    }
    return advice;
  }

  private static void advise(Fields http, Fields retries, List<Diagnostic> advice) {
    Set<String> on = conditions(retries);
    if (!retries.string("retryOn", "").isBlank()) {
      lost(retries, on, advice);
    }
    perTry(retries, on, advice);
    overload(retries, on, advice);
    tooShort(http, retries, advice);
  }

  /** The retries that a rule asks for. */
  static Optional<Fields> of(AdviceContext context, AdviceContext.Route route) {
    return isForBytesAlone(context, route)
        ? Optional.empty()
        : route.fields().child("retries").filter(retries -> retries.integer("attempts", 0) > 0);
  }

  /** True if sidecars pass on bytes at all ports of the hosts, and make no retries. */
  private static boolean isForBytesAlone(AdviceContext context, AdviceContext.Route route) {
    List<ServicePort> ports =
        route.spec().strings("hosts").stream()
            .flatMap(host -> context.service(host, route.namespace()).stream())
            .flatMap(service -> service.ports().stream())
            .toList();
    return !ports.isEmpty() && ports.stream().allMatch(port -> port.protocol().isOpaque());
  }

  /** The conditions on which a retry is made. */
  static Set<String> conditions(Fields retries) {
    String on = retries.string("retryOn", "");
    return new HashSet<>(Arrays.asList((on.isBlank() ? DEFAULT_RETRY_ON : on).split(",", -1)));
  }

  private static void lost(Fields retries, Set<String> on, List<Diagnostic> advice) {
    if (on.stream().noneMatch(ON_CONNECT_FAILURE::contains)) {
      advice.add(
          retries.diagnostic(
              DiagnosticId.RETRY_ON_LOSES_CONNECT_FAILURE,
              "retryOn",
              "replaces Istio's own list, and so loses connect-failure and refused-stream: a pod"
                  + " that goes away is no longer retried",
              fixed(retries, mended(retries, on))));
    }
  }

  private static void perTry(Fields retries, Set<String> on, List<Diagnostic> advice) {
    if (retries.has("perTryTimeout") && on.stream().noneMatch(ON_RESET::contains)) {
      advice.add(
          retries.diagnostic(
              DiagnosticId.PER_TRY_TIMEOUT_NOT_RETRIED,
              "perTryTimeout",
              "a try that times out is not retried: no condition of retryOn covers it; the call"
                  + " fails after the first",
              fixed(retries, mended(retries, on))));
    }
  }

  private static void overload(Fields retries, Set<String> on, List<Diagnostic> advice) {
    if (on.contains("resource-exhausted")) {
      advice.add(
          retries.diagnostic(
              DiagnosticId.RETRY_AMPLIFIES_OVERLOAD,
              "retryOn",
              "resource-exhausted says that the server has too much to do; a retry adds to it",
              fixed(retries, mended(retries, on))));
    }
  }

  private static void tooShort(Fields http, Fields retries, List<Diagnostic> advice) {
    Optional<Duration> timeout = http.duration("timeout");
    Optional<Duration> perTry = retries.duration("perTryTimeout");
    int tries = retries.integer("attempts", 0) + 1;
    if (timeout.isPresent()
        && perTry.isPresent()
        && timeout.get().compareTo(perTry.get().multipliedBy(tries)) < 0) {
      String message =
          "ends the call before its %d tries of up to %s could"
              .formatted(tries, retries.string("perTryTimeout", ""));
      String fix = Block.of("timeout", text(perTry.get().multipliedBy(tries)));
      advice.add(
          http.diagnostic(DiagnosticId.TIMEOUT_SHORTER_THAN_RETRIES, "timeout", message, fix));
    }
  }

  /** In seconds where it is whole ones. */
  private static String text(Duration duration) {
    long millis = duration.toMillis();
    return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
  }

  /** The block with other conditions. */
  static String fixed(Fields retries, String retryOn) {
    return Block.of("retries", RewrittenFields.copyOf(retries).put("retryOn", retryOn));
  }

  /** The conditions with what they lack and without what harms, the same for all advice on them. */
  private static String mended(Fields retries, Set<String> on) {
    Set<String> mended = new TreeSet<>(on);
    mended.remove("resource-exhausted");
    if (mended.isEmpty()) {
      mended.add("unavailable");
    }
    if (mended.stream().noneMatch(ON_CONNECT_FAILURE::contains)) {
      mended.addAll(Set.of("connect-failure", "refused-stream"));
    }
    if (retries.has("perTryTimeout") && mended.stream().noneMatch(ON_RESET::contains)) {
      mended.add("reset");
    }
    return String.join(",", mended);
  }
}
