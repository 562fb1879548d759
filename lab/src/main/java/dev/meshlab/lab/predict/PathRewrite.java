package dev.meshlab.lab.predict;

import com.google.re2j.Pattern;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;

/** The path with which Envoy sends a call on (envoy/config/route/v3/route_components.proto). */
final class PathRewrite {

  private PathRewrite() {}

  /** The call as the pods get it. */
  static CallShape of(Route route, CallShape call) {
    String path = path(route.getMatch(), route.getRoute(), call.path());
    return path.equals(call.path()) ? call : call.at(path);
  }

  private static String path(RouteMatch match, RouteAction action, String path) {
    if (!action.getPrefixRewrite().isEmpty()) {
      return action.getPrefixRewrite() + path.substring(matched(match, path));
    }
    if (action.hasRegexRewrite()) {
      String substitution = action.getRegexRewrite().getSubstitution().replace("$", "\\$");
      return Pattern.compile(action.getRegexRewrite().getPattern().getRegex())
          .matcher(path)
          .replaceAll(substitution.replaceAll("\\\\(\\d)", "\\$$1"));
    }
    return path;
  }

  /** The length of what a prefix takes the place of. */
  private static int matched(RouteMatch match, String path) {
    return switch (match.getPathSpecifierCase()) {
      case PREFIX -> match.getPrefix().length();
      case PATH_SEPARATED_PREFIX -> match.getPathSeparatedPrefix().length();
      default -> path.length();
    };
  }
}
