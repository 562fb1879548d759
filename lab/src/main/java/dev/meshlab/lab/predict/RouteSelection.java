package dev.meshlab.lab.predict;

import com.google.re2j.Pattern;
import io.envoyproxy.envoy.config.route.v3.HeaderMatcher;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import io.envoyproxy.envoy.type.matcher.v3.MetadataMatcher;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import java.util.Locale;
import java.util.Optional;

/**
 * The route that a call takes, by the rules of Envoy's route matching
 * (envoy/config/route/v3/route_components.proto): the most specific virtual host, then its first
 * route that matches.
 */
final class RouteSelection {

  private RouteSelection() {}

  /** The route that Envoy takes. */
  static Optional<Route> select(VirtualHosts hosts, CallShape call) {
    return select(hosts, call, XdsClient.ENVOY);
  }

  static Optional<Route> select(VirtualHosts hosts, CallShape call, XdsClient client) {
    return hosts
        .reachedBy(call)
        .flatMap(
            host ->
                host.getRoutesList().stream()
                    .filter(route -> matches(route.getMatch(), call))
                    .filter(route -> client == XdsClient.ENVOY || isTaken(route.getMatch(), call))
                    .findFirst());
  }

  /**
   * True if grpc-java takes a match, too. To it a header that is missing is as no value asks, also
   * where the match is inverted (io.grpc.xds.internal.Matchers.HeaderMatcher).
   */
  private static boolean isTaken(RouteMatch match, CallShape call) {
    return match.getHeadersList().stream()
        .filter(HeaderMatcher::hasStringMatch)
        .allMatch(header -> call.header(header.getName()) != null);
  }

  /**
   * The path of a gRPC call has no query, so no call is as query parameters ask. None has claims
   * either: there is no filter here that reads tokens.
   */
  static boolean matches(RouteMatch match, CallShape call) {
    return pathMatches(match, call.path())
        && match.getQueryParametersCount() == 0
        && match.getDynamicMetadataList().stream().allMatch(MetadataMatcher::getInvert)
        && match.getHeadersList().stream().allMatch(header -> matches(header, call));
  }

  private static boolean pathMatches(RouteMatch match, String path) {
    boolean fold = match.hasCaseSensitive() && !match.getCaseSensitive().getValue();
    String actual = fold ? path.toLowerCase(Locale.ROOT) : path;
    return switch (match.getPathSpecifierCase()) {
      case PREFIX -> actual.startsWith(fold(match.getPrefix(), fold));
      case PATH -> actual.equals(fold(match.getPath(), fold));
      case SAFE_REGEX -> Pattern.matches(match.getSafeRegex().getRegex(), path);
      case PATH_SEPARATED_PREFIX -> {
        String prefix = fold(match.getPathSeparatedPrefix(), fold);
        yield actual.equals(prefix) || actual.startsWith(prefix + "/");
      }
      default -> false;
    };
  }

  /** True if a header of the call is as asked. */
  static boolean matches(HeaderMatcher matcher, CallShape call) {
    String value = call.header(matcher.getName());
    if (value == null && matcher.getTreatMissingHeaderAsEmpty()) {
      value = "";
    }
    boolean matches =
        switch (matcher.getHeaderMatchSpecifierCase()) {
          case PRESENT_MATCH -> (value != null) == matcher.getPresentMatch();
          case STRING_MATCH -> value != null && matches(matcher.getStringMatch(), value);
          case HEADERMATCHSPECIFIER_NOT_SET -> value != null;
          default -> false;
        };
    return matches != matcher.getInvertMatch();
  }

  /** True if a text is as asked. */
  static boolean matches(StringMatcher matcher, String value) {
    boolean fold = matcher.getIgnoreCase();
    String actual = fold(value, fold);
    return switch (matcher.getMatchPatternCase()) {
      case EXACT -> actual.equals(fold(matcher.getExact(), fold));
      case PREFIX -> actual.startsWith(fold(matcher.getPrefix(), fold));
      case SUFFIX -> actual.endsWith(fold(matcher.getSuffix(), fold));
      case CONTAINS -> actual.contains(fold(matcher.getContains(), fold));
      case SAFE_REGEX -> Pattern.matches(matcher.getSafeRegex().getRegex(), value);
      default -> false;
    };
  }

  private static String fold(String text, boolean fold) {
    return fold ? text.toLowerCase(Locale.ROOT) : text;
  }
}
