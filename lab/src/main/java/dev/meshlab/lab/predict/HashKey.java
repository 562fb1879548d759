package dev.meshlab.lab.predict;

import dev.meshlab.lab.prediction.Balancing;
import io.envoyproxy.envoy.config.route.v3.RouteAction.HashPolicy;
import java.util.Arrays;
import java.util.List;

/** The key by which a route hashes a call. */
final class HashKey {

  private HashKey() {}

  /**
   * The way in which a hash picks pods for calls of one shape. Where calls are alike and one
   * carries what a policy hashes, all share one key.
   */
  static Balancing balancing(CallShape call, List<HashPolicy> policies, XdsClient dataPlane) {
    if (policies.stream().anyMatch(policy -> differs(call, policy))) {
      return Balancing.HASH_OF_KEYS;
    }
    if (policies.stream().anyMatch(policy -> isIn(call, policy, dataPlane))) {
      return Balancing.CONSISTENT_HASH;
    }
    return dataPlane == XdsClient.ENVOY && policies.stream().anyMatch(HashKey::makesCookie)
        ? Balancing.HASH_OF_CONNECTION
        : Balancing.HASH_WITHOUT_KEY;
  }

  /**
   * True if Envoy makes up a cookie for a call without one. Its value is a hash of the connection's
   * two addresses (envoy/source/common/router/router.cc, addDownstreamSetCookie), and gRPC clients
   * send no cookie back.
   */
  private static boolean makesCookie(HashPolicy policy) {
    return policy.hasCookie() && policy.getCookie().hasTtl();
  }

  private static boolean differs(CallShape call, HashPolicy policy) {
    return policy.hasHeader() && call.differsIn(policy.getHeader().getHeaderName());
  }

  private static boolean isIn(CallShape call, HashPolicy policy, XdsClient dataPlane) {
    boolean envoy = dataPlane == XdsClient.ENVOY;
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
