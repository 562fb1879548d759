package dev.meshlab.lab.predict;

import dev.meshlab.lab.prediction.Aborted;
import dev.meshlab.lab.prediction.Balancing;
import dev.meshlab.lab.prediction.Denial;
import dev.meshlab.lab.prediction.Denied;
import dev.meshlab.lab.prediction.EveryCallFails;
import dev.meshlab.lab.prediction.Group;
import dev.meshlab.lab.prediction.Limited;
import dev.meshlab.lab.prediction.Mirror;
import dev.meshlab.lab.prediction.Mirrored;
import dev.meshlab.lab.prediction.PerCall;
import dev.meshlab.lab.prediction.PinnedConnections;
import dev.meshlab.lab.prediction.Prediction;
import dev.meshlab.lab.prediction.Retrying;
import dev.meshlab.lab.prediction.Rotations;
import dev.meshlab.lab.prediction.TimeLimit;
import dev.meshlab.mesh.translate.xds.Resources;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A reader of xDS resources that predicts who will answer a call.
 *
 * <p>It reads what the data plane itself is given, so it predicts the effect of the configuration
 * on that data plane. Whether the configuration says what Istio would say is a matter of the
 * translation, and tested there.
 */
public final class Predictor {

  private final XdsClient dataPlane;
  private final Rotations rotations;
  private final ClusterPods clusters;
  private final DialledPods dialled;
  private final boolean guarded;
  private final CircuitBreakers breakers;
  private final Map<String, VirtualHosts> routes;

  /**
   * @param resources what the data plane is given, bound to loopback
   * @param reach the running pods
   */
  public Predictor(XdsClient dataPlane, Rotations rotations, Resources resources, Reach reach) {
    this.dataPlane = dataPlane;
    this.rotations = rotations;
    this.clusters = new ClusterPods(dataPlane, resources, reach);
    this.dialled = reach.dialled();
    this.guarded = reach.isGuarded();
    this.breakers = new CircuitBreakers(dataPlane, resources.clusters(), reach);
    this.routes =
        resources.routes().stream()
            .collect(Collectors.toMap(RouteConfiguration::getName, VirtualHosts::of, (a, b) -> a));
  }

  /** The prediction for calls of this shape that enter through this listener. */
  public Prediction through(Listener listener, CallShape call) {
    Optional<Denial> denial = ListenerContent.access(listener).denial(Caller.PLAIN, call);
    if (denial.isPresent()) {
      Denial met = denial.get();
      return new EveryCallFails(met.status(), met.reason(), met.isAsked());
    }
    Optional<String> routeConfiguration = ListenerContent.routeConfiguration(listener);
    if (routeConfiguration.isPresent()) {
      return routed(routeConfiguration.get(), call);
    }
    return ListenerContent.tcpCluster(listener)
        .map(cluster -> pinned(cluster, call))
        .orElseGet(
            () -> new EveryCallFails("UNAVAILABLE", listener.getName() + " forwards nothing"));
  }

  private Prediction routed(String routeConfiguration, CallShape call) {
    VirtualHosts hosts = routes.getOrDefault(routeConfiguration, VirtualHosts.NONE);
    Optional<String> fatal =
        dataPlane == XdsClient.GRPC_JAVA ? hosts.finalDotBefore(call) : Optional.empty();
    if (fatal.isPresent()) {
      return new EveryCallFails(
          "INTERNAL",
          "grpc-java panics at the domain %s, which istiod sends before %s"
              .formatted(fatal.get(), call.authority()));
    }
    Optional<Route> route = RouteSelection.select(hosts, call, dataPlane);
    if (route.isEmpty()) {
      return new EveryCallFails(dataPlane.withoutRoute(), "no route matches " + call.path());
    }
    return Abort.of(route.get())
        .map(abort -> aborted(abort, route.get(), call))
        .orElseGet(() -> routed(route.get(), call));
  }

  private Prediction aborted(Abort abort, Route route, CallShape call) {
    if (abort.share() == 1) {
      return EveryCallFails.asked(abort.status(), "fault injection ends it");
    }
    Prediction others = routed(route, call);
    boolean alike =
        others instanceof EveryCallFails failing && failing.status().equals(abort.status());
    return alike ? others : new Aborted(abort.share(), abort.status(), others);
  }

  private Prediction routed(Route route, CallShape call) {
    return switch (route.getActionCase()) {
      case ROUTE -> limited(route, forwarded(route.getRoute(), arriving(route, call)));
      case DIRECT_RESPONSE -> RouteAnswer.of(route.getDirectResponse());
      case REDIRECT -> RouteAnswer.of(route.getRedirect());
      default -> new EveryCallFails("UNAVAILABLE", "the route does not forward");
    };
  }

  /** gRPC clients rewrite nothing (gRFC A28). */
  private CallShape arriving(Route route, CallShape call) {
    return dataPlane == XdsClient.GRPC_JAVA ? call : PathRewrite.of(route, call);
  }

  private Prediction forwarded(RouteAction action, CallShape call) {
    return breakers.around(RoutePolicies.destinations(action).keySet(), mirrored(action, call));
  }

  private Prediction limited(Route route, Prediction calls) {
    Prediction limited = calls;
    if (!(calls instanceof EveryCallFails)) {
      for (TimeLimit limit : RoutePolicies.limits(route, dataPlane)) {
        limited = new Limited(guarded ? limit.throughProxies() : limit, limited);
      }
    }
    return limited;
  }

  private Prediction mirrored(RouteAction action, CallShape call) {
    Prediction calls = perCall(action, call);
    List<Mirror> mirrors = mirrors(action, call);
    if (calls instanceof PinnedConnections && !mirrors.isEmpty()) {
      return new Mirrored(mirrors, calls);
    }
    return calls instanceof PerCall perCall && !mirrors.isEmpty()
        ? new Mirrored(mirrors, perCall.sharingRotationsWith(mirrors))
        : calls;
  }

  /** Those that reach pods. gRPC clients mirror nothing. */
  private List<Mirror> mirrors(RouteAction action, CallShape call) {
    return dataPlane == XdsClient.GRPC_JAVA
        ? List.of()
        : action.getRequestMirrorPoliciesList().stream()
            .map(RoutePolicies::mirror)
            .filter(mirror -> mirror.share() > 0)
            .filter(mirror -> !clusters.group(mirror.cluster(), 1, call).isSilent())
            .toList();
  }

  /**
   * The prediction where each connection, not each call, is balanced over a cluster (TCP proxy).
   */
  private Prediction pinned(String cluster, CallShape call) {
    Group group = clusters.bytes(cluster);
    return group
        .reason()
        .<Prediction>map(reason -> new EveryCallFails("UNAVAILABLE", reason))
        .orElseGet(
            () ->
                Denied.of(
                    clusters.denials(cluster, call),
                    clusters.goesWhereItWasDialled(cluster)
                        ? dialled.calls(group, Retrying.NEVER)
                        : new PinnedConnections(group.balancing(), group.uuids())));
  }

  private Prediction perCall(RouteAction action, CallShape call) {
    Map<String, Double> destinations = RoutePolicies.destinations(action);
    boolean byClient = destinations.keySet().stream().allMatch(clusters::goesWhereItWasDialled);
    if (byClient && dialled.ports().isEmpty()) {
      return new EveryCallFails(
          "UNAVAILABLE",
          "the cluster's type is ORIGINAL_DST, and no pod's address was dialled: a headless Service"
              + " without a ready pod, or loadBalancer PASSTHROUGH, which needs iptables");
    }
    Balancing hash = HashKey.balancing(call, action.getHashPolicyList(), dataPlane);
    List<Group> groups = new ArrayList<>();
    destinations.forEach(
        (cluster, share) ->
            clusters
                .missing(cluster, dataPlane.withoutCluster(action))
                .map(end -> List.of(Group.silent(cluster, share, end)))
                .orElseGet(() -> clusters.groups(cluster, share, call))
                .forEach(group -> groups.add(hashed(group, hash))));
    return silent(groups)
        .<Prediction>map(
            end ->
                destinations.keySet().stream().anyMatch(clusters::losesTrailers)
                    ? new EveryCallFails("INTERNAL", end.reason())
                    : new EveryCallFails(end.status(), end.reason()))
        .orElseGet(
            () ->
                Denied.of(
                    denials(destinations.keySet(), call),
                    balanced(groups, byClient, RoutePolicies.retrying(action.getRetryPolicy()))));
  }

  private Prediction balanced(List<Group> groups, boolean byClient, Retrying retrying) {
    return byClient
        ? dialled.calls(groups.get(0), retrying)
        : new PerCall(groups, rotations, retrying);
  }

  private Map<String, Denial> denials(Set<String> names, CallShape call) {
    Map<String, Denial> denials = new HashMap<>();
    names.forEach(name -> denials.putAll(clusters.denials(name, call)));
    return denials;
  }

  private static Group hashed(Group group, Balancing hash) {
    return group.balancing() == Balancing.CONSISTENT_HASH ? group.picked(hash) : group;
  }

  /** The end of all calls, where it is the same in all groups. */
  private static Optional<Denial> silent(List<Group> groups) {
    Set<String> statuses =
        groups.stream()
            .map(group -> group.silence().map(Denial::status).orElse(""))
            .collect(Collectors.toSet());
    String reasons =
        groups.stream()
            .flatMap(group -> group.reason().stream())
            .distinct()
            .collect(Collectors.joining("; "));
    return statuses.stream()
        .filter(status -> statuses.size() == 1 && !status.isEmpty())
        .map(status -> new Denial(status, reasons, false))
        .findFirst();
  }
}
