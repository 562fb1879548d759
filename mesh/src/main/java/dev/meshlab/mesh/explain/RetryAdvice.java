package dev.meshlab.mesh.explain;

import dev.meshlab.mesh.manifest.Fields;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Retries that do not retry, or make things worse. */
final class RetryAdvice implements Adviser {

  private static final String DEFAULT_RETRY_ON =
      "connect-failure,refused-stream,unavailable,cancelled";

  /** Envoy counts a reset, of which a per-try timeout is one, as these. */
  private static final Set<String> ON_RESET = Set.of("reset", "5xx", "gateway-error");

  @Override
  public List<Advice> advise(Scene scene) {
    List<Advice> advice = new ArrayList<>();
    for (Scene.Route route : scene.routes()) {
      of(route).ifPresent(retries -> advise(route.fields(), retries, advice));
    }
    return advice;
  }

  private static void advise(Fields http, Fields retries, List<Advice> advice) {
    Set<String> on = conditions(retries);
    if (retries.has("retryOn")) {
      lost(retries, on, advice);
    }
    perTry(retries, on, advice);
    overload(retries, on, advice);
    tooShort(http, retries, advice);
  }

  /** The retries that somebody asked for. */
  static Optional<Fields> of(Scene.Route route) {
    return route.fields().child("retries").filter(retries -> retries.integer("attempts", 0) > 0);
  }

  /** When a retry is made. */
  static Set<String> conditions(Fields retries) {
    return new HashSet<>(Arrays.asList(retries.string("retryOn", DEFAULT_RETRY_ON).split(",", -1)));
  }

  private static void lost(Fields retries, Set<String> on, List<Advice> advice) {
    if (!on.contains("connect-failure") && on.stream().noneMatch(ON_RESET::contains)) {
      advice.add(
          Advice.of(
              "retry-on-loses-connect-failure",
              retries,
              "retryOn",
              "replaces Istio's own list, and so loses connect-failure and refused-stream: a pod"
                  + " that goes away is no longer retried",
              fixed("connect-failure,refused-stream," + String.join(",", sorted(on))),
              "retries"));
    }
  }

  private static void perTry(Fields retries, Set<String> on, List<Advice> advice) {
    if (retries.has("perTryTimeout") && on.stream().noneMatch(ON_RESET::contains)) {
      Set<String> more = new HashSet<>(on);
      more.add("reset");
      advice.add(
          Advice.of(
              "per-try-timeout-not-retried",
              retries,
              "perTryTimeout",
              "a try that times out is not retried: no condition of retryOn covers it; the call"
                  + " fails after the first",
              fixed(String.join(",", sorted(more))),
              "per-try-timeout"));
    }
  }

  private static void overload(Fields retries, Set<String> on, List<Advice> advice) {
    if (on.contains("resource-exhausted")) {
      List<String> less = sorted(on).stream().filter(c -> !c.equals("resource-exhausted")).toList();
      advice.add(
          Advice.of(
              "retry-amplifies-overload",
              retries,
              "retryOn",
              "resource-exhausted says that the server has too much to do; a retry adds to it",
              fixed(less.isEmpty() ? DEFAULT_RETRY_ON : String.join(",", less)),
              "retries"));
    }
  }

  private static void tooShort(Fields http, Fields retries, List<Advice> advice) {
    Optional<Duration> timeout = http.duration("timeout");
    Optional<Duration> perTry = retries.duration("perTryTimeout");
    int tries = retries.integer("attempts", 0) + 1;
    if (timeout.isPresent()
        && perTry.isPresent()
        && timeout.get().compareTo(perTry.get().multipliedBy(tries)) < 0) {
      String message =
          "ends the call before its %d tries of up to %s could"
              .formatted(tries, retries.string("perTryTimeout", ""));
      String fix = "timeout: " + perTry.get().multipliedBy(tries).toSeconds() + "s";
      advice.add(
          Advice.of("timeout-shorter-than-retries", http, "timeout", message, fix, "timeouts"));
    }
  }

  static String fixed(String retryOn) {
    return "retries:\n  retryOn: " + retryOn;
  }

  private static List<String> sorted(Set<String> on) {
    return on.stream().sorted().toList();
  }
}
