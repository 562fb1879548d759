package dev.meshlab.mesh.model;

import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.RewrittenFields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * HTTP routes that a VirtualService leaves to another one without hosts (istio/istio,
 * model/virtualservice.go MergeHTTPRoutes). A delegate that is not there, or not exported to the
 * one that delegates, takes the route with it.
 */
final class Delegation {

  /** The fields that a delegate takes from the root where it does not set them. */
  private static final List<String> INHERITED =
      List.of(
          "rewrite",
          "directResponse",
          "timeout",
          "retries",
          "fault",
          "mirror",
          "mirrorPercent",
          "mirror_percent",
          "mirrorPercentage",
          "corsPolicy",
          "mirrors",
          "headers");

  private final Map<String, VirtualService> delegates = new HashMap<>();

  Delegation(List<VirtualService> rules) {
    rules.stream()
        .filter(rule -> rule.hosts().isEmpty())
        .forEach(rule -> delegates.put(rule.namespace() + "/" + rule.name(), rule));
  }

  /** The rule with its delegates' routes in the place of those that name them. */
  VirtualService merge(VirtualService rule) {
    if (rule.http().stream().noneMatch(http -> http.has("delegate"))) {
      return rule;
    }
    return rule.withHttp(rule.http().stream().flatMap(http -> merged(rule, http)).toList());
  }

  private Stream<Fields> merged(VirtualService root, Fields http) {
    Optional<Fields> reference = http.child("delegate");
    if (reference.isEmpty()) {
      return Stream.of(http);
    }
    String namespace = reference.get().string("namespace", root.namespace());
    String name = reference.get().string("name", "");
    return Stream.ofNullable(delegates.get(namespace + "/" + name))
        .filter(d -> Rules.reaches(d.exportTo(), d.namespace(), root.namespace()))
        .flatMap(delegate -> delegate.http().stream().map(part -> of(delegate, http, part)))
        .flatMap(Optional::stream);
  }

  /** Empty when no request can meet the conditions of both; then no more of it is read. */
  private static Optional<Fields> of(VirtualService delegate, Fields root, Fields part) {
    List<Fields> roots = root.children("match");
    List<Fields> parts = part.children("match");
    List<Fields> both = new ArrayList<>();
    if (!roots.isEmpty()) {
      for (Fields narrow : parts) {
        List<Fields> found = DelegatedMatch.merge(roots, narrow);
        if (found.isEmpty()) {
          return Optional.empty();
        }
        both.addAll(found);
      }
    }
    RewrittenFields merged = RewrittenFields.copyOf(resolved(delegate, part));
    if (!both.isEmpty()) {
      merged.put("match", both);
    } else if (parts.isEmpty()) {
      merged.carry("match", root, "match");
    }
    DelegatedMatch.name(merged, root, part);
    INHERITED.forEach(field -> merged.carryIfAbsent(field, root));
    return Optional.of(merged.fields());
  }

  /** A delegate's route with full host names: short ones mean its own namespace, not the root's. */
  private static Fields resolved(VirtualService delegate, Fields part) {
    RewrittenFields full = RewrittenFields.copyOf(part);
    for (String field : List.of("route", "mirrors")) {
      if (part.has(field)) {
        full.put(field, part.children(field).stream().map(d -> toFullHost(delegate, d)).toList());
      }
    }
    part.child("mirror").ifPresent(mirror -> full.put("mirror", fullHost(delegate, mirror)));
    return full.fields();
  }

  private static Fields toFullHost(VirtualService delegate, Fields entry) {
    return RewrittenFields.copyOf(entry)
        .put("destination", fullHost(delegate, entry.below("destination")))
        .fields();
  }

  private static Fields fullHost(VirtualService delegate, Fields destination) {
    return RewrittenFields.copyOf(destination)
        .put("host", delegate.resolve(destination.string("host", "")))
        .fields();
  }
}
