package dev.meshlab.mesh.translate.route;

import com.google.protobuf.BoolValue;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.Labels;
import dev.meshlab.mesh.model.VirtualService;
import dev.meshlab.mesh.model.name.TokenClaim;
import dev.meshlab.mesh.translate.xds.StringMatchers;
import io.envoyproxy.envoy.config.route.v3.HeaderMatcher;
import io.envoyproxy.envoy.config.route.v3.QueryParameterMatcher;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code http[].match[]} to route matches (istio/istio, core/route/route.go). */
public final class RouteMatches {

  /** The match of a route without conditions. */
  public static final RouteMatch ANY = RouteMatch.newBuilder().setPrefix("/").build();

  private RouteMatches() {}

  /**
   * True if a block of conditions can hold for this proxy and port at all. One that names gateways
   * is not asked for the source.
   */
  static boolean concerns(VirtualService rule, Fields match, RouteContext context, int port) {
    int asked = match.integer("port", 0);
    if (asked != 0 && asked != port) {
      return false;
    }
    List<String> gateways = match.strings("gateways");
    if (!gateways.isEmpty()) {
      return rule.bindsTo(gateways, context.gateways());
    }
    String namespace = match.string("sourceNamespace", "");
    return Labels.satisfy(match.stringMap("sourceLabels"), context.proxy().labels())
        && (namespace.isEmpty() || namespace.equals(context.proxy().namespace()));
  }

  /** True if every request matches, so that later routes are never reached. */
  public static boolean isCatchAll(RouteMatch match) {
    boolean anyPath =
        switch (match.getPathSpecifierCase()) {
          case PREFIX -> match.getPrefix().equals("/");
          case SAFE_REGEX -> match.getSafeRegex().getRegex().equals(".*");
          default -> false;
        };
    return anyPath
        && match.getHeadersCount() == 0
        && match.getQueryParametersCount() == 0
        && match.getDynamicMetadataCount() == 0;
  }

  static RouteMatch of(VirtualService rule, Fields match) {
    RouteMatch.Builder out = ANY.toBuilder();
    match.child("uri").ifPresent(uri -> path(uri, rule.gatewayApi(), out));
    out.setCaseSensitive(BoolValue.of(!match.bool("ignoreUriCase", false)));
    out.addAllHeaders(headers(match));
    out.addAllDynamicMetadata(TokenClaims.of(match));
    Fields parameters = match.below("queryParams");
    parameters.names().forEach(n -> out.addQueryParameters(parameter(n, parameters.child(n))));
    return out.build();
  }

  /** A prefix of the Gateway API ends where a segment of the path does. */
  private static void path(Fields uri, boolean gatewayApi, RouteMatch.Builder out) {
    uri.string("exact").ifPresent(out::setPath);
    uri.string("regex").ifPresent(regex -> out.setSafeRegex(StringMatchers.regex(regex)));
    uri.string("prefix")
        .ifPresent(
            prefix -> {
              if (gatewayApi && !prefix.equals("/")) {
                out.setPathSeparatedPrefix(prefix.replaceFirst("/$", ""));
              } else {
                out.setPrefix(prefix);
              }
            });
  }

  private static List<HeaderMatcher> headers(Fields match) {
    List<HeaderMatcher> headers = new ArrayList<>();
    Fields with = match.below("headers");
    names(with).forEach(name -> headers.add(header(name, with.child(name)).build()));
    Fields without = match.below("withoutHeaders");
    names(without).forEach(name -> headers.add(withoutHeader(name, without.child(name))));
    headers.sort(Comparator.comparing(HeaderMatcher::getName));
    for (String pseudo : List.of("method", "authority", "scheme")) {
      if (match.has(pseudo)) {
        headers.add(header(":" + pseudo, match.child(pseudo)).build());
      }
    }
    return headers;
  }

  private static Stream<String> names(Fields headers) {
    return headers.names().stream().filter(name -> !TokenClaim.isMeant(name));
  }

  private static HeaderMatcher withoutHeader(String name, Optional<Fields> condition) {
    HeaderMatcher.Builder header = header(name, condition).setInvertMatch(true);
    return header.setTreatMissingHeaderAsEmpty(!header.hasPresentMatch()).build();
  }

  /** An empty condition, and Istio's {@code *} where a regex is asked for, mean: it is there. */
  private static HeaderMatcher.Builder header(String name, Optional<Fields> condition) {
    HeaderMatcher.Builder header = HeaderMatcher.newBuilder().setName(name);
    return condition
        .flatMap(StringMatchers::unlessPresence)
        .map(header::setStringMatch)
        .orElseGet(() -> header.setPresentMatch(true));
  }

  private static QueryParameterMatcher parameter(String name, Optional<Fields> condition) {
    QueryParameterMatcher.Builder parameter = QueryParameterMatcher.newBuilder().setName(name);
    return condition
        .flatMap(StringMatchers::unlessPresence)
        .map(parameter::setStringMatch)
        .orElseGet(() -> parameter.setPresentMatch(true))
        .build();
  }
}
