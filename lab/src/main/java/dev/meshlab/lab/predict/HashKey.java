package dev.meshlab.lab.predict;

import io.envoyproxy.envoy.config.route.v3.RouteAction.HashPolicy;
import java.util.Arrays;
import java.util.List;

/** The key by which a route hashes a call. */
final class HashKey {

  private HashKey() {}

  /**
   * Whether a call carries what some policy hashes. All calls of a run are alike, so they then
   * share one key. A cookie that Envoy makes up for a call without one is another key each time,
   * since gRPC clients do not send it back.
   */
  static boolean isIn(CallShape call, List<HashPolicy> policies, DataPlane dataPlane) {
    return policies.stream().anyMatch(policy -> isIn(call, policy, dataPlane));
  }

  private static boolean isIn(CallShape call, HashPolicy policy, DataPlane dataPlane) {
    boolean envoy = dataPlane == DataPlane.ENVOY;
    return switch (policy.getPolicySpecifierCase()) {
      case HEADER -> call.header(policy.getHeader().getHeaderName()) != null;
      case COOKIE -> envoy && hasCookie(call, policy.getCookie().getName());
      case CONNECTION_PROPERTIES -> envoy && policy.getConnectionProperties().getSourceIp();
      case QUERY_PARAMETER ->
          envoy && hasParameter(call.path(), policy.getQueryParameter().getName());
      default -> false;
    };
  }

  private static boolean hasCookie(CallShape call, String name) {
    String cookies = call.header("cookie");
    return cookies != null
        && Arrays.stream(cookies.split(";", -1))
            .anyMatch(cookie -> cookie.strip().startsWith(name + "="));
  }

  private static boolean hasParameter(String path, String name) {
    int query = path.indexOf('?');
    return query >= 0
        && Arrays.stream(path.substring(query + 1).split("&", -1))
            .anyMatch(parameter -> parameter.startsWith(name + "="));
  }
}
