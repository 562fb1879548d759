package dev.meshlab.lab.controlplane;

import dev.meshlab.lab.controlplane.Liveness.Live;
import dev.meshlab.lab.controlplane.Liveness.Rejected;
import dev.meshlab.lab.controlplane.Liveness.Waiting;
import dev.meshlab.lab.controlplane.Subscription.Answer;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The acknowledgements of all clients: events of the streams in, {@link Liveness} out. Follows the
 * state-of-the-world variant of Envoy's "xDS REST and gRPC protocol". No input or output, no
 * threads; not thread-safe.
 */
final class AckTracker {
  private final Map<NodeGroup, Target> targets = new HashMap<>();
  private final Map<Long, DiscoveryStream> streams = new HashMap<>();
  private final Map<NodeGroup, Set<Rejection>> rejections = new HashMap<>();

  /** The configuration that a group is to run, and the types of it that were refused. */
  private record Target(
      Version version, ReferencedNames references, Map<XdsType, Rejection> rejected) {}

  void published(NodeGroup group, Version version, ReferencedNames references) {
    Map<XdsType, Rejection> rejected = new EnumMap<>(XdsType.class);
    Target before = targets.put(group, new Target(version, references, rejected));
    if (before != null) {
      // A type that did not change is not sent again, so its refusal stands.
      before.rejected.values().stream()
          .filter(rejection -> rejection.version().equals(version.of(rejection.type())))
          .forEach(rejection -> rejected.put(rejection.type(), rejection));
    }
  }

  void requested(long id, NodeGroup group, XdsType type, DiscoveryRequest request) {
    streams
        .computeIfAbsent(id, i -> new DiscoveryStream(group))
        .requested(type, request)
        .map(a -> new Rejection(group, type, a.version(), request.getErrorDetail().getMessage()))
        .ifPresent(this::rejected);
  }

  private void rejected(Rejection rejection) {
    rejections.computeIfAbsent(rejection.group(), g -> new LinkedHashSet<>()).add(rejection);
    Target target = targets.get(rejection.group());
    if (target != null && target.version.of(rejection.type()).equals(rejection.version())) {
      target.rejected.putIfAbsent(rejection.type(), rejection);
    }
  }

  void responded(long id, XdsType type, Answer answer) {
    DiscoveryStream stream = streams.get(id);
    if (stream != null) {
      stream.responded(type, answer);
    }
  }

  void closed(long id) {
    streams.remove(id);
  }

  boolean isConnected(NodeGroup group) {
    return streams.values().stream().anyMatch(stream -> stream.group().equals(group));
  }

  /** The clusters that some client of a group asks for by name. */
  Set<String> clustersAskedFor(NodeGroup group) {
    return streams.values().stream()
        .filter(stream -> stream.group().equals(group))
        .flatMap(stream -> stream.names(XdsType.CDS).stream())
        .collect(Collectors.toSet());
  }

  /** All refusals by a group since the start, in the order in which they came. */
  List<Rejection> rejections(NodeGroup group) {
    return List.copyOf(rejections.getOrDefault(group, Set.of()));
  }

  Liveness liveness(NodeGroup group, Set<XdsType> types) {
    Target target = targets.get(group);
    if (target == null) {
      return new Waiting(List.of("nothing was published"));
    }
    Optional<Rejection> rejection =
        types.stream().map(target.rejected::get).filter(Objects::nonNull).findFirst();
    if (rejection.isPresent()) {
      return new Rejected(rejection.get());
    }
    List<DiscoveryStream> clients =
        streams.values().stream().filter(stream -> stream.group().equals(group)).toList();
    if (clients.isEmpty()) {
      return new Waiting(List.of("no client with node id " + group + " is connected"));
    }
    List<String> missing =
        clients.stream()
            .flatMap(stream -> stream.missing(types, target.version, target.references).stream())
            .distinct()
            .toList();
    return missing.isEmpty() ? new Live() : new Waiting(missing);
  }
}
