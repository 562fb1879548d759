package dev.meshlab.mesh.model;

import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.RewrittenFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The rules of a GRPCRoute rewritten as a VirtualService's {@code http} (istio/istio,
 * config/kube/gateway/conversion.go convertGRPCRoute): one route for each match, the most specific
 * first.
 */
public final class RewrittenGrpcRules {

  /** Exact paths, then prefixes, then expressions; longer ones first; then by headers asked for. */
  private static final Comparator<Fields> MOST_SPECIFIC_FIRST =
      Comparator.comparing((Fields http) -> http.children("match").isEmpty())
          .thenComparing(http -> -rank(uri(http)))
          .thenComparing(http -> -length(uri(http)))
          .thenComparing(http -> -headers(http));

  private final GrpcRoute route;
  private final GrpcBackends backends;

  /**
   * @param backends judges and names the Services that rules lead to
   */
  RewrittenGrpcRules(GrpcRoute route, GrpcBackends backends) {
    this.route = route;
    this.backends = backends;
  }

  /**
   * The routes; none at all when one rule cannot be said, as for an unknown filter.
   *
   * @param port the port of the parent that they are for; 0 for all
   */
  public List<Fields> http(int port) {
    List<Fields> routes = new ArrayList<>();
    for (int position = 0; position < route.rules().size(); position++) {
      Fields rule = route.rules().get(position);
      List<Fields> matches = rule.children("matches");
      for (Fields match :
          matches.isEmpty() ? List.of(RewrittenFields.at(rule).fields()) : matches) {
        Optional<RewrittenFields> http = of(rule, position);
        if (http.isEmpty()) {
          return List.of();
        }
        if (!matches.isEmpty() || port > 0) {
          http.get().put("match", List.of(match(match, port)));
        }
        routes.add(http.get().fields());
      }
    }
    return inOrder(routes);
  }

  /** Routes of one or several GRPCRoutes, in the order in which they are to be tried. */
  public static List<Fields> inOrder(List<Fields> http) {
    return http.stream().sorted(MOST_SPECIFIC_FIRST).toList();
  }

  private Optional<RewrittenFields> of(Fields rule, int position) {
    String name = route.namespace() + "." + route.name() + "." + position;
    RewrittenFields http = RewrittenFields.at(rule).put("name", rule.string("name", name));
    if (!new GrpcFilters(backends).apply(rule.children("filters"), http, true)) {
      return Optional.empty();
    }
    List<Fields> weighted =
        rule.children("backendRefs").stream().filter(b -> b.integer("weight", 1) != 0).toList();
    if (weighted.isEmpty()) {
      return Optional.of(http.put("directResponse", RewrittenFields.at(rule).put("status", 500)));
    }
    List<Fields> destinations = new ArrayList<>();
    for (Fields backend : weighted) {
      Optional<Fields> destination = destination(backend, weighted.size() == 1);
      destination.ifPresent(destinations::add);
      if (destination.isEmpty()) {
        return Optional.empty();
      }
    }
    return Optional.of(http.put("route", destinations));
  }

  private Optional<Fields> destination(Fields backend, boolean only) {
    RewrittenFields entry = RewrittenFields.at(backend);
    if (!only) {
      entry.put("weight", backend.integer("weight", 1));
    }
    if (!new GrpcFilters(backends).apply(backend.children("filters"), entry, false)) {
      return Optional.empty();
    }
    return backends.destination(backend).map(to -> entry.put("destination", to).fields());
  }

  private static Fields match(Fields match, int port) {
    RewrittenFields out = RewrittenFields.at(match);
    match.child("method").ifPresent(method -> out.put("uri", uri(method, match)));
    if (!match.children("headers").isEmpty()) {
      RewrittenFields headers = RewrittenFields.at(match);
      match.children("headers").forEach(h -> headers.put(h.string("name", ""), header(h)));
      out.put("headers", headers);
    }
    return port > 0 ? out.put("port", port).fields() : out.fields();
  }

  private static RewrittenFields header(Fields header) {
    return RewrittenFields.at(header).carry(isRegex(header) ? "regex" : "exact", header, "value");
  }

  /** A gRPC path is {@code /service/method}; either may be left open. */
  private static RewrittenFields uri(Fields method, Fields match) {
    RewrittenFields uri = RewrittenFields.at(match);
    Optional<String> service = method.string("service");
    Optional<String> name = method.string("method");
    if (service.isEmpty()) {
      return uri.put("regex", "/[^/]+/" + name.orElse(""));
    }
    String path = "/" + service.get() + "/";
    if (isRegex(method)) {
      return uri.put("regex", path + name.orElse(".+"));
    }
    return name.isEmpty() ? uri.put("prefix", path) : uri.put("exact", path + name.get());
  }

  private static boolean isRegex(Fields condition) {
    return condition.string("type", "Exact").equals("RegularExpression");
  }

  private static Fields uri(Fields http) {
    List<Fields> matches = http.children("match");
    return matches.isEmpty() ? http.below("match") : matches.get(0).below("uri");
  }

  private static int rank(Fields uri) {
    List<String> kinds = List.of("regex", "prefix", "exact");
    return kinds.stream().filter(uri::has).mapToInt(kinds::indexOf).max().orElse(-1);
  }

  private static int length(Fields uri) {
    return uri.names().stream().mapToInt(kind -> uri.string(kind, "").length()).sum();
  }

  private static int headers(Fields http) {
    return http.children("match").stream()
        .mapToInt(match -> match.below("headers").names().size())
        .sum();
  }
}
