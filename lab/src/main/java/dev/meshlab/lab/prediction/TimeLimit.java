package dev.meshlab.lab.prediction;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * The time that a call may take, or an attempt of it.
 *
 * @param after how long it may take
 * @param by the setting that says so, in a reader's words
 * @param kind what it limits
 * @param statuses the gRPC status names with which a call that takes longer can end
 */
public record TimeLimit(Duration after, String by, Kind kind, Set<String> statuses) {

  /** The work that a limit is about, and what follows on its end. */
  public enum Kind {
    CALL("a call that takes longer than %s fails with %s (%s)"),
    /** Envoy makes another attempt, unless these are used up. */
    RETRIED_ATTEMPT(
        "an attempt that takes longer than %s ends with %s, and may be made again (%s)"),
    /** Only where the pod ends it a moment before Envoy does may a condition fit that end. */
    LAST_ATTEMPT(
        "an attempt that takes longer than %s ends with %s, and is hardly made again (%s, which no condition of retryOn covers)");

    private final String sentence;

    Kind(String sentence) {
      this.sentence = sentence;
    }
  }

  /** The status of gRPC's own deadlines. */
  public static final String DEADLINE_EXCEEDED = "DEADLINE_EXCEEDED";

  /** The status of Envoy's own timeouts: a reply of HTTP 504, which means this to gRPC. */
  static final String UNAVAILABLE = "UNAVAILABLE";

  public TimeLimit {
    statuses = Set.copyOf(statuses);
  }

  /** The deadline that a client gives its calls. */
  public static TimeLimit ofClient(Duration deadline) {
    return new TimeLimit(deadline, "the client's deadline", Kind.CALL, Set.of(DEADLINE_EXCEEDED));
  }

  /** The timeout of a route in a gRPC client (gRFC A31). */
  public static TimeLimit ofGrpcRoute(Duration timeout) {
    return new TimeLimit(timeout, "the route's timeout", Kind.CALL, Set.of(DEADLINE_EXCEEDED));
  }

  /**
   * The timeout of a route in Envoy, which hands the time that is left on to the pod as {@code
   * grpc-timeout}: either of the two may end the call first.
   */
  public static TimeLimit ofEnvoyRoute(Duration timeout) {
    return new TimeLimit(
        timeout, "the route's timeout", Kind.CALL, Set.of(UNAVAILABLE, DEADLINE_EXCEEDED));
  }

  /**
   * The timeout of each attempt in Envoy. A retry may save the call, where the route's conditions
   * include a reset, which the end of an attempt is.
   */
  public static TimeLimit ofEnvoyAttempt(Duration timeout, boolean retried) {
    return new TimeLimit(
        timeout,
        "the route's perTryTimeout",
        retried ? Kind.RETRIED_ATTEMPT : Kind.LAST_ATTEMPT,
        Set.of(UNAVAILABLE, DEADLINE_EXCEEDED));
  }

  /**
   * The same limit where proxies stand between the client and the pod. Each of them has a clock of
   * its own, set by {@code grpc-timeout}, and so has the pod, whose end of a call is a reset to the
   * proxy before it: any of them may be the first.
   */
  public TimeLimit throughProxies() {
    Set<String> more = new HashSet<>(statuses);
    more.add(UNAVAILABLE);
    return new TimeLimit(after, by, kind, more);
  }

  /** The same limit of calls that a fault holds back before Envoy's clocks start. */
  public TimeLimit afterDelay() {
    return new TimeLimit(after, by + ", which starts after the delay of the fault", kind, statuses);
  }

  boolean isShorterThan(Duration delay) {
    return after.compareTo(delay) < 0;
  }

  /** The end of a call that takes longer, as a part of a sentence. */
  String sentence() {
    String ends = String.join(" or ", statuses.stream().sorted().toList());
    return kind.sentence.formatted(words(), ends, by);
  }

  /** {@code 1 s} or {@code 250 ms}. */
  public String words() {
    long millis = after.toMillis();
    return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
  }
}
