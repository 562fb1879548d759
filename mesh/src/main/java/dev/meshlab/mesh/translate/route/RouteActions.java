package dev.meshlab.mesh.translate.route;

import com.google.protobuf.UInt32Value;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.VirtualService;
import dev.meshlab.mesh.translate.xds.StringMatchers;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteAction.ClusterNotFoundResponseCode;
import io.envoyproxy.envoy.config.route.v3.WeightedCluster;
import io.envoyproxy.envoy.config.route.v3.WeightedCluster.ClusterWeight;
import io.envoyproxy.envoy.type.matcher.v3.RegexMatchAndSubstitute;
import java.util.List;
import java.util.Optional;

/**
 * The destination of a route's requests, and the way to it (core/route/route.go
 * applyHTTPRouteDestination).
 */
final class RouteActions {

  private final RouteContext context;
  private final VirtualService rule;
  private final HashPolicies hashes;
  private final int port;

  /**
   * @param port the port that was called
   */
  RouteActions(RouteContext context, VirtualService rule, HashPolicies hashes, int port) {
    this.context = context;
    this.rule = rule;
    this.hashes = hashes;
    this.port = port;
  }

  /**
   * @param authority what the route's own headers make of the authority; empty for nothing
   * @param route what is routed; headers of a single destination become its own
   */
  void apply(Fields http, String authority, Route.Builder route) {
    RouteAction.Builder action = RouteAction.newBuilder();
    if (rule.gatewayApi()) {
      action.setClusterNotFoundResponseCode(ClusterNotFoundResponseCode.INTERNAL_SERVER_ERROR);
    }
    rewrite(context.unheededByGrpc(http), authority, action);
    new Mirrors(rule, context, port).apply(context.unheededByGrpc(http), action);
    List<Fields> destinations = http.children("route");
    boolean hashed = false;
    if (destinations.size() == 1) {
      hashed = single(destinations.get(0), action, route);
    } else {
      weighted(destinations, action);
    }
    Retries.of(http.child("retries"), hashed, context).ifPresent(action::setRetryPolicy);
    if (context.grpc()) {
      Timeouts.forGrpc(http.duration("timeout"), action);
    } else {
      Timeouts.forEnvoy(http.duration("timeout"), action);
    }
    route.setRoute(action);
  }

  private static void rewrite(Fields http, String authority, RouteAction.Builder action) {
    Fields rewrite = http.below("rewrite");
    Optional<Fields> regex = rewrite.child("uriRegexRewrite");
    if (regex.isPresent()) {
      action.setRegexRewrite(
          RegexMatchAndSubstitute.newBuilder()
              .setPattern(StringMatchers.regex(regex.get().string("match", "")))
              .setSubstitution(regex.get().string("rewrite", "")));
    } else {
      action.setPrefixRewrite(rewrite.string("uri", ""));
    }
    String host = rewrite.string("authority").filter(a -> !a.isEmpty()).orElse(authority);
    if (!host.isEmpty()) {
      action.setHostRewriteLiteral(host);
    }
  }

  /** True if the destination is chosen by a hash. */
  private boolean single(Fields entry, RouteAction.Builder action, Route.Builder route) {
    entry.heed("weight"); // a single destination gets everything
    action.setCluster(context.cluster(rule, entry.below("destination"), port));
    headers(entry)
        .ifPresent(
            operations -> {
              operations.applyTo(route);
              if (!operations.authority().isEmpty() && !action.hasHostRewriteLiteral()) {
                action.setHostRewriteLiteral(operations.authority());
              }
            });
    return hash(entry, action);
  }

  /** A share of 0 is left out, but what is left stays a split, even of one. */
  private void weighted(List<Fields> entries, RouteAction.Builder action) {
    WeightedCluster.Builder split = WeightedCluster.newBuilder();
    for (Fields entry : entries) {
      int weight = entry.integer("weight", 0);
      if (weight > 0) {
        ClusterWeight.Builder cluster =
            ClusterWeight.newBuilder()
                .setName(context.cluster(rule, entry.below("destination"), port))
                .setWeight(UInt32Value.of(weight));
        headers(entry).ifPresent(operations -> operations.applyTo(cluster));
        hash(entry, action);
        split.addClusters(cluster);
      }
    }
    action.setWeightedClusters(split);
  }

  private Optional<HeaderOperations> headers(Fields entry) {
    return context.unheededByGrpc(entry).child("headers").map(HeaderOperations::of);
  }

  private boolean hash(Fields entry, RouteAction.Builder action) {
    Optional<Fields> hash = hashes.of(rule, entry.below("destination"));
    hash.flatMap(hashes::policy).ifPresent(action::addHashPolicy);
    return hash.isPresent();
  }
}
