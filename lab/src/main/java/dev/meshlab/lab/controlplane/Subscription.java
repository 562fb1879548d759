package dev.meshlab.lab.controlplane;

import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One stream's subscription to one type: what it asked for, and what it was given.
 *
 * @param names the names it asks for now
 * @param wildcard whether it asks for all there is, which is what a first request without names
 *     does
 * @param sent the newest answer
 * @param accepted the newest answer that it acknowledged
 * @param undecided whether it has neither accepted nor refused the newest answer yet
 */
record Subscription(
    Set<String> names,
    boolean wildcard,
    @Nullable Answer sent,
    @Nullable Answer accepted,
    boolean undecided) {

  /** One response: its nonce, its version, and the names of the resources in it. */
  record Answer(String nonce, String version, Set<String> names) {}

  static Subscription first(DiscoveryRequest request) {
    return new Subscription(names(request), names(request).isEmpty(), null, null, false);
  }

  /** Without names, a request takes back a subscription by name, and continues a wildcard one. */
  Subscription with(DiscoveryRequest request) {
    Optional<Answer> taken = answered(request).filter(answer -> accepts(request, answer));
    boolean decided = taken.isPresent() || refusedBy(request).isPresent();
    return new Subscription(
        names(request), wildcard, sent, taken.orElse(accepted), undecided && !decided);
  }

  Subscription answeredBy(Answer answer) {
    return new Subscription(names, wildcard, answer, accepted, true);
  }

  /** The answer that this request refuses, if it does. */
  Optional<Answer> refusedBy(DiscoveryRequest request) {
    return answered(request).filter(answer -> request.hasErrorDetail());
  }

  /** True if it was taken back. */
  boolean ended() {
    return names.isEmpty() && !wildcard;
  }

  /** True if it runs a version, and has nothing else on its way that it may yet take up. */
  boolean holds(String version, Set<String> wanted) {
    return !undecided
        && accepted != null
        && accepted.version().equals(version)
        && accepted.names().containsAll(wanted);
  }

  /** A request with an older nonce speaks of an answer that is out of date, and says nothing. */
  private Optional<Answer> answered(DiscoveryRequest request) {
    return Optional.ofNullable(sent).filter(a -> a.nonce().equals(request.getResponseNonce()));
  }

  /**
   * A request that follows an answer without taking over its version does not accept it: it changes
   * the subscription of a client which had refused.
   */
  private static boolean accepts(DiscoveryRequest request, Answer answer) {
    return !request.hasErrorDetail() && answer.version().equals(request.getVersionInfo());
  }

  private static Set<String> names(DiscoveryRequest request) {
    return Set.copyOf(request.getResourceNamesList());
  }
}
