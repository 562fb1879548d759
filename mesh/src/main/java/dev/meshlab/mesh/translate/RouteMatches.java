package dev.meshlab.mesh.translate;

import com.google.protobuf.BoolValue;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.VirtualService;
import io.envoyproxy.envoy.config.route.v3.HeaderMatcher;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import io.envoyproxy.envoy.type.matcher.v3.RegexMatcher;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code http[].match[]} to route matches (istio/istio, core/route/route.go). */
final class RouteMatches {

  /** The match of a route without conditions. */
  static final RouteMatch ANY = RouteMatch.newBuilder().setPrefix("/").build();

  private static final Set<String> CONDITIONS =
      Set.of(
          "headers",
          "withoutHeaders",
          "queryParams",
          "sourceLabels",
          "sourceNamespace",
          "gateways",
          "method",
          "scheme",
          "authority",
          "port");

  private RouteMatches() {}

  /** Whether a block of conditions can hold for this client and listener at all. */
  static boolean concerns(
      VirtualService rule, Fields match, ClientWorkload client, String gateway, int port) {
    List<String> gateways = match.strings("gateways");
    return match.integer("port", port) == port
        && (gateways.isEmpty() || rule.bindsTo(gateways, Set.of(gateway)))
        && match.string("sourceNamespace", client.namespace()).equals(client.namespace())
        && client.labels().entrySet().containsAll(match.stringMap("sourceLabels").entrySet());
  }

  /** Whether every request matches, so that later routes are never reached. */
  static boolean isCatchAll(Fields match) {
    Optional<Fields> uri = match.child("uri");
    boolean all =
        uri.flatMap(u -> u.string("prefix")).filter("/"::equals).isPresent()
            || uri.flatMap(u -> u.string("regex")).filter("*"::equals).isPresent();
    return all && CONDITIONS.stream().noneMatch(match::has);
  }

  /** Whether every request matches. */
  static boolean isCatchAll(RouteMatch match) {
    boolean anyPath =
        match.getPrefix().equals("/")
            || match.getPathSeparatedPrefix().equals("/")
            || match.getSafeRegex().getRegex().equals(".*");
    return anyPath && match.getHeadersCount() == 0 && match.getQueryParametersCount() == 0;
  }

  static RouteMatch of(Fields match) {
    RouteMatch.Builder out = ANY.toBuilder();
    match.child("uri").ifPresent(uri -> path(uri, out));
    out.setCaseSensitive(BoolValue.of(!match.bool("ignoreUriCase", false)));
    out.addAllHeaders(headers(match));
    return out.build();
  }

  private static void path(Fields uri, RouteMatch.Builder out) {
    uri.string("exact").ifPresent(out::setPath);
    uri.string("prefix").ifPresent(out::setPrefix);
    uri.string("regex").ifPresent(regex -> out.setSafeRegex(regex(regex)));
  }

  private static List<HeaderMatcher> headers(Fields match) {
    List<HeaderMatcher> headers = new ArrayList<>();
    match
        .child("headers")
        .ifPresent(all -> all.names().forEach(n -> headers.add(header(n, all.child(n)).build())));
    match
        .child("withoutHeaders")
        .ifPresent(all -> all.names().forEach(n -> headers.add(withoutHeader(n, all.child(n)))));
    headers.sort(Comparator.comparing(HeaderMatcher::getName));
    for (String pseudo : List.of("method", "authority", "scheme")) {
      if (match.has(pseudo)) {
        headers.add(header(":" + pseudo, match.child(pseudo)).build());
      }
    }
    return headers;
  }

  private static HeaderMatcher withoutHeader(String name, Optional<Fields> condition) {
    HeaderMatcher.Builder header = header(name, condition).setInvertMatch(true);
    return header.setTreatMissingHeaderAsEmpty(!header.hasPresentMatch()).build();
  }

  /** An empty condition, and Istio's {@code *} where a regex is asked for, mean: it is there. */
  private static HeaderMatcher.Builder header(String name, Optional<Fields> condition) {
    HeaderMatcher.Builder header = HeaderMatcher.newBuilder().setName(name);
    return condition
        .flatMap(RouteMatches::string)
        .map(header::setStringMatch)
        .orElseGet(() -> header.setPresentMatch(true));
  }

  private static Optional<StringMatcher> string(Fields condition) {
    StringMatcher.Builder out = StringMatcher.newBuilder();
    condition.string("exact").ifPresent(out::setExact);
    condition.string("prefix").ifPresent(out::setPrefix);
    condition
        .string("regex")
        .filter(regex -> !regex.equals("*"))
        .ifPresent(regex -> out.setSafeRegex(regex(regex)));
    return Optional.of(out.build()).filter(m -> !m.equals(StringMatcher.getDefaultInstance()));
  }

  private static RegexMatcher regex(String regex) {
    return RegexMatcher.newBuilder().setRegex(regex).build();
  }
}
