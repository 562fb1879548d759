package dev.meshlab.lab.verdict;

import dev.meshlab.mesh.translate.Resources;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RedirectAction;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads from xDS resources who will answer a call.
 *
 * <p>It reads what the data plane itself is given, so it predicts what that data plane makes of the
 * configuration; whether the configuration says what Istio would say is the translation's business
 * and tested there.
 */
public final class Predictor {

  /** How a data plane behaves where xDS leaves it open. */
  public enum DataPlane {
    /**
     * Envoy: LEAST_REQUEST and RANDOM as they are named; a call without a route is UNIMPLEMENTED.
     */
    ENVOY("UNIMPLEMENTED"),
    /** grpc-java: a call without a route is UNAVAILABLE. */
    GRPC_JAVA("UNAVAILABLE");

    private final String withoutRoute;

    DataPlane(String withoutRoute) {
      this.withoutRoute = withoutRoute;
    }
  }

  private final DataPlane dataPlane;
  private final Rotations rotations;
  private final ClusterPods clusters;
  private final Map<String, RouteConfiguration> routes;

  /**
   * @param resources what the data plane is given, bound to loopback
   * @param uuidByPort the running pods by the loopback port of their endpoint
   * @param receptions how those ports take connections; those not named in plain text only
   */
  public Predictor(
      DataPlane dataPlane,
      Rotations rotations,
      Resources resources,
      Map<Integer, String> uuidByPort,
      Map<Integer, Reception> receptions) {
    this.dataPlane = dataPlane;
    this.rotations = rotations;
    this.clusters = new ClusterPods(resources, uuidByPort, receptions);
    this.routes =
        resources.routes().stream()
            .collect(
                Collectors.toMap(RouteConfiguration::getName, Function.identity(), (a, b) -> a));
  }

  /** Who answers calls of this shape that enter through this listener. */
  public Prediction through(Listener listener, CallShape call) {
    Optional<String> routeConfiguration = ListenerContent.routeConfiguration(listener);
    if (routeConfiguration.isPresent()) {
      return routed(routeConfiguration.get(), call);
    }
    return ListenerContent.tcpCluster(listener)
        .map(this::pinned)
        .orElseGet(() -> new Nobody("UNAVAILABLE", listener.getName() + " forwards nothing"));
  }

  private Prediction routed(String routeConfiguration, CallShape call) {
    RouteConfiguration table =
        routes.getOrDefault(routeConfiguration, RouteConfiguration.getDefaultInstance());
    Optional<Route> route = RouteSelection.select(table, call);
    if (route.isEmpty()) {
      return new Nobody(dataPlane.withoutRoute, "no route matches " + call.path());
    }
    return Abort.of(route.get())
        .map(abort -> aborted(abort, route.get()))
        .orElseGet(() -> routed(route.get()));
  }

  private Prediction aborted(Abort abort, Route route) {
    if (abort.share() == 1) {
      return new Nobody(abort.status(), "fault injection ends it");
    }
    Prediction others = routed(route);
    boolean alike = others instanceof Nobody nobody && nobody.status().equals(abort.status());
    return alike ? others : new Aborted(abort.share(), abort.status(), others);
  }

  private Prediction routed(Route route) {
    return switch (route.getActionCase()) {
      case ROUTE -> mirrored(route.getRoute());
      case DIRECT_RESPONSE -> answered(route.getDirectResponse().getStatus());
      case REDIRECT -> answered(redirection(route.getRedirect()));
      default -> new Nobody("UNAVAILABLE", "the route does not forward");
    };
  }

  private Prediction mirrored(RouteAction action) {
    Prediction calls = perCall(destinations(action), Retrying.of(action.getRetryPolicy()));
    List<Mirror> mirrors = mirrors(action);
    return calls instanceof PerCall perCall && !mirrors.isEmpty()
        ? new Mirrored(mirrors, perCall.sharingRotationsWith(mirrors))
        : calls;
  }

  /** Those that reach pods. gRPC clients mirror nothing. */
  private List<Mirror> mirrors(RouteAction action) {
    return dataPlane == DataPlane.GRPC_JAVA
        ? List.of()
        : action.getRequestMirrorPoliciesList().stream()
            .map(Mirror::of)
            .filter(mirror -> mirror.share() > 0)
            .filter(mirror -> !clusters.group(mirror.cluster(), 1).uuids().isEmpty())
            .toList();
  }

  private static Nobody answered(int httpStatus) {
    return new Nobody(
        HttpStatus.toGrpc(httpStatus), "the route answers by itself, with HTTP " + httpStatus);
  }

  private static int redirection(RedirectAction redirect) {
    return switch (redirect.getResponseCode()) {
      case FOUND -> 302;
      case SEE_OTHER -> 303;
      case TEMPORARY_REDIRECT -> 307;
      case PERMANENT_REDIRECT -> 308;
      default -> 301;
    };
  }

  /** Who answers when each connection, not each call, is balanced over a cluster (a TCP proxy). */
  private Prediction pinned(String cluster) {
    Group group = clusters.group(cluster, 1);
    return group.uuids().isEmpty()
        ? new Nobody("UNAVAILABLE", clusters.refusal(cluster).orElse(cluster + " has no endpoint"))
        : new PinnedConnections(group.balancing(), group.uuids());
  }

  private Prediction perCall(Map<String, Double> destinations, Retrying retrying) {
    List<Group> groups = new ArrayList<>();
    destinations.forEach((cluster, share) -> groups.addAll(groups(cluster, share)));
    if (destinations.keySet().stream().allMatch(clusters::goesWhereItWasDialled)) {
      return new Nobody(
          "UNAVAILABLE",
          "the cluster's type is ORIGINAL_DST (a headless Service, or loadBalancer PASSTHROUGH):"
              + " the address that was dialled is the sidecar's own, for want of iptables here;"
              + " in a cluster it is the pod's");
    }
    if (groups.stream().allMatch(group -> group.uuids().isEmpty())) {
      return new Nobody("UNAVAILABLE", whyNobody(destinations.keySet(), groups));
    }
    return new PerCall(groups, rotations, retrying);
  }

  private String whyNobody(Set<String> destinations, List<Group> groups) {
    String unknown =
        destinations.stream().filter(c -> !clusters.exists(c)).collect(Collectors.joining(", "));
    String names = groups.stream().map(Group::name).collect(Collectors.joining(", "));
    return destinations.stream()
        .flatMap(cluster -> clusters.refusal(cluster).stream())
        .findFirst()
        .orElse(
            unknown.isEmpty()
                ? "nobody answers gRPC in " + names
                : "there is no such Service port or subset: " + unknown);
  }

  private List<Group> groups(String cluster, double share) {
    if (dataPlane == DataPlane.GRPC_JAVA) {
      return clusters.groupsByLocality(cluster, share);
    }
    if (clusters.speaksHttp2(cluster)) {
      return clusters.weighsLocalities(cluster)
          ? clusters.groupsByLocality(cluster, share)
          : List.of(clusters.group(cluster, share));
    }
    return List.of(new Group(cluster + " by HTTP/1.1", share, Balancing.ROTATION, List.of()));
  }

  private static Map<String, Double> destinations(RouteAction action) {
    if (!action.hasWeightedClusters()) {
      return Map.of(action.getCluster(), 1.0);
    }
    var weighted = action.getWeightedClusters().getClustersList();
    double total = weighted.stream().mapToLong(cluster -> cluster.getWeight().getValue()).sum();
    Map<String, Double> destinations = new LinkedHashMap<>();
    for (var cluster : weighted) {
      destinations.merge(cluster.getName(), cluster.getWeight().getValue() / total, Double::sum);
    }
    return destinations;
  }
}
