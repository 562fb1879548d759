package dev.meshlab.lab.controlplane;

import dev.meshlab.lab.controlplane.Subscription.Answer;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The state of one client's stream: what it asked for, was given and has accepted, by type. */
final class DiscoveryStream {
  private final NodeGroup group;
  private final Map<XdsType, Subscription> subscriptions = new EnumMap<>(XdsType.class);

  DiscoveryStream(NodeGroup group) {
    this.group = group;
  }

  NodeGroup group() {
    return group;
  }

  /** The names of a type that it asks for. */
  Set<String> names(XdsType type) {
    Subscription subscription = subscriptions.get(type);
    return subscription == null ? Set.of() : subscription.names();
  }

  /** Takes a request in; the answer that it refuses, if it refuses one. */
  Optional<Answer> requested(XdsType type, DiscoveryRequest request) {
    Subscription before = subscriptions.get(type);
    if (before == null) {
      subscriptions.put(type, Subscription.first(request));
      return Optional.empty();
    }
    subscriptions.put(type, before.with(request));
    return before.refusedBy(request);
  }

  void responded(XdsType type, Answer answer) {
    subscriptions.computeIfPresent(type, (t, subscription) -> subscription.answeredBy(answer));
  }

  /**
   * The parts of these types that are still to come before this client runs the version; empty if
   * it does.
   */
  List<String> missing(Set<XdsType> types, Version version, ReferencedNames references) {
    Map<XdsType, Set<String>> reach = reach(references);
    List<String> missing = new ArrayList<>();
    for (XdsType type : types) {
      Subscription subscription = subscriptions.get(type);
      Set<String> wanted = reach.getOrDefault(type, Set.of());
      if (subscription == null || subscription.ended()) {
        if (!wanted.isEmpty()) {
          missing.add("%s is not asked for yet".formatted(type));
        }
      } else if (!subscription.holds(version.of(type), wanted)) {
        missing.add("%s version %s is not acknowledged".formatted(type, version.of(type)));
      }
    }
    return missing;
  }

  private Map<XdsType, Set<String>> reach(ReferencedNames references) {
    Subscription listeners = subscriptions.get(XdsType.LDS);
    Set<String> asked =
        listeners == null || listeners.wildcard() ? references.listeners() : listeners.names();
    return references.reach(asked, isWildcard(subscriptions.get(XdsType.CDS)));
  }

  private static boolean isWildcard(@Nullable Subscription subscription) {
    return subscription != null && subscription.wildcard();
  }
}
