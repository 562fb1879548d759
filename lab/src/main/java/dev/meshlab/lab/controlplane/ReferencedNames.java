package dev.meshlab.lab.controlplane;

import dev.meshlab.mesh.translate.xds.Resources;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.DiscoveryType;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The references of resources to each other. A client reads resources one after the other, and
 * between the answer to one and its request for the next it has acknowledged all it asked for and
 * yet runs the configuration from before; so what it is about to ask for must be known before it
 * asks.
 *
 * @param routes the names of the route configurations that each listener takes from RDS
 * @param inline the clusters that a listener's own routes lead to
 * @param clusters the clusters that each route configuration leads to
 * @param assignments the name under which each cluster asks EDS, where it does
 * @param secrets the names of all secrets; nothing but what clusters and listeners name is served
 */
record ReferencedNames(
    Map<String, Set<String>> routes,
    Map<String, Set<String>> inline,
    Map<String, Set<String>> clusters,
    Map<String, Set<String>> assignments,
    Set<String> secrets) {

  static ReferencedNames of(Resources resources) {
    ReferencedNames references =
        new ReferencedNames(
            new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashSet<>());
    for (Listener listener : resources.listeners()) {
      references.routes.put(listener.getName(), RouteReferences.routeConfigurations(listener));
      references.inline.put(listener.getName(), RouteReferences.clusters(listener));
    }
    for (RouteConfiguration routes : resources.routes()) {
      references.clusters.put(routes.getName(), RouteReferences.clusters(routes));
    }
    for (Cluster cluster : resources.clusters()) {
      boolean eds = cluster.getType() == DiscoveryType.EDS;
      references.assignments.put(
          cluster.getName(), eds ? Set.of(Publication.assignmentOf(cluster)) : Set.of());
    }
    resources.secrets().forEach(secret -> references.secrets.add(secret.getName()));
    return references;
  }

  Set<String> listeners() {
    return routes.keySet();
  }

  /**
   * The resources of each type that a client comes to hold, of those there are.
   *
   * @param asked the listeners that it starts from
   * @param everyCluster whether it takes all clusters, as Envoy does, or those its routes lead to
   */
  Map<XdsType, Set<String>> reach(Collection<String> asked, boolean everyCluster) {
    Set<String> reachedRoutes = follow(routes, asked);
    Set<String> reachedClusters = follow(inline, asked);
    reachedClusters.addAll(follow(clusters, reachedRoutes));
    Set<String> held = everyCluster ? assignments.keySet() : reachedClusters;
    return Map.of(
        XdsType.LDS, existing(asked, routes),
        XdsType.RDS, existing(reachedRoutes, clusters),
        XdsType.CDS, existing(held, assignments),
        XdsType.EDS, follow(assignments, held),
        XdsType.SDS, secrets);
  }

  private static Set<String> follow(Map<String, Set<String>> names, Collection<String> from) {
    Set<String> reached = new HashSet<>();
    from.forEach(name -> reached.addAll(names.getOrDefault(name, Set.of())));
    return reached;
  }

  /** A reference to nothing is legal, and a client that follows it holds nothing. */
  private static Set<String> existing(Collection<String> names, Map<String, Set<String>> known) {
    Set<String> existing = new HashSet<>(names);
    existing.retainAll(known.keySet());
    return existing;
  }
}
