package dev.meshlab.mesh.model;

import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.RewrittenFields;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Filters of a GRPCRoute, rewritten as fields of a VirtualService. */
final class GrpcFilters {

  private final GrpcBackends backends;

  GrpcFilters(GrpcBackends backends) {
    this.backends = backends;
  }

  /**
   * Adds what the filters say to a route or to one of its destinations; of several that change the
   * same headers, the last counts.
   *
   * @param mirrors whether mirrors are possible here
   * @return false when one of them is of a kind that Istio does not know
   */
  boolean apply(List<Fields> filters, RewrittenFields out, boolean mirrors) {
    List<Fields> mirrored = new ArrayList<>();
    RewrittenFields headers = null;
    for (Fields filter : filters) {
      switch (filter.string("type", "")) {
        case "RequestHeaderModifier" -> {
          headers = headers == null ? RewrittenFields.at(filter) : headers;
          modifier(filter, "requestHeaderModifier", "request", headers);
        }
        case "ResponseHeaderModifier" -> {
          headers = headers == null ? RewrittenFields.at(filter) : headers;
          modifier(filter, "responseHeaderModifier", "response", headers);
        }
        case "RequestMirror" -> {
          Optional<Fields> mirror =
              mirrors ? mirror(filter.below("requestMirror")) : Optional.empty();
          if (mirror.isEmpty()) {
            return false;
          }
          mirrored.add(mirror.get());
        }
        default -> {
          return false;
        }
      }
    }
    if (headers != null) {
      out.put("headers", headers);
    }
    if (!mirrored.isEmpty()) {
      out.put("mirrors", mirrored);
    }
    return true;
  }

  private static void modifier(
      Fields filter, String field, String direction, RewrittenFields headers) {
    filter
        .child(field)
        .ifPresent(
            modifier ->
                headers.put(
                    direction,
                    RewrittenFields.at(modifier)
                        .put("set", headers(modifier, "set"))
                        .put("add", headers(modifier, "add"))
                        .carry("remove", modifier, "remove")));
  }

  /** Names in lower case; of equal ones the first counts. */
  private static RewrittenFields headers(Fields modifier, String operation) {
    RewrittenFields headers = RewrittenFields.at(modifier);
    Set<String> seen = new HashSet<>();
    for (Fields header : modifier.children(operation)) {
      String name = header.string("name", "").toLowerCase(Locale.ROOT);
      if (seen.add(name)) {
        headers.carry(name, header, "value");
      }
    }
    return headers;
  }

  private Optional<Fields> mirror(Fields mirror) {
    return backends
        .existing(mirror.below("backendRef"))
        .map(
            destination -> {
              RewrittenFields out = RewrittenFields.at(mirror).put("destination", destination);
              percentage(mirror).ifPresent(p -> out.put("percentage", percent(mirror, p)));
              return out.fields();
            });
  }

  private static RewrittenFields percent(Fields mirror, double value) {
    return RewrittenFields.at(mirror).put("value", value);
  }

  private static Optional<Double> percentage(Fields mirror) {
    Optional<Fields> fraction = mirror.child("fraction");
    return fraction.isPresent()
        ? fraction.map(f -> 100.0 * f.integer("numerator", 0) / f.integer("denominator", 100))
        : mirror.number("percent");
  }
}
