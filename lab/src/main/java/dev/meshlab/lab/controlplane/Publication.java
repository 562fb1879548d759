package dev.meshlab.lab.controlplane;

import dev.meshlab.mesh.translate.xds.Resources;
import io.envoyproxy.controlplane.cache.v3.Snapshot;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.DiscoveryType;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Resources made ready to be served: complete, and under a version that their content gives. */
record Publication(Resources resources, Version version) {

  static Publication of(Resources resources) {
    Resources complete = complete(resources);
    return new Publication(complete, version(complete));
  }

  /**
   * This publication with the clusters of an older one that it lacks, so that calls on their way
   * there still arrive: make before break.
   */
  Publication keeping(Publication older) {
    Set<String> own = clusterNames();
    List<Cluster> clusters = new ArrayList<>(resources.clusters());
    List<ClusterLoadAssignment> endpoints = new ArrayList<>(resources.endpoints());
    Set<String> assigned = new HashSet<>();
    endpoints.forEach(assignment -> assigned.add(assignment.getClusterName()));
    older.resources.clusters().stream()
        .filter(c -> !own.contains(c.getName()))
        .forEach(clusters::add);
    older.resources.endpoints().stream()
        .filter(assignment -> assigned.add(assignment.getClusterName()))
        .forEach(endpoints::add);
    return clusters.size() == own.size()
        ? this
        : of(
            new Resources(
                clusters, endpoints, resources.listeners(), resources.routes(), allSecrets(older)));
  }

  /** The clusters and endpoints of this publication under the listeners and routes of another. */
  Publication routedAs(Publication other) {
    return of(
        new Resources(
            resources.clusters(),
            resources.endpoints(),
            other.resources.listeners(),
            other.resources.routes(),
            allSecrets(other)));
  }

  /** The secrets of two publications; of one name, this one's. */
  private List<Secret> allSecrets(Publication other) {
    Map<String, Secret> byName = new LinkedHashMap<>();
    other.resources.secrets().forEach(secret -> byName.put(secret.getName(), secret));
    resources.secrets().forEach(secret -> byName.put(secret.getName(), secret));
    return List.copyOf(byName.values());
  }

  boolean isRoutedAs(Publication other) {
    return version.of(XdsType.LDS).equals(other.version.of(XdsType.LDS))
        && version.of(XdsType.RDS).equals(other.version.of(XdsType.RDS));
  }

  Set<String> clusterNames() {
    return resources.clusters().stream().map(Cluster::getName).collect(Collectors.toSet());
  }

  /**
   * Adds an empty assignment to each EDS cluster that has none. Envoy keeps a cluster without any
   * answer from EDS warming until its initial fetch timeout, 15 s, and its calls fail meanwhile.
   */
  private static Resources complete(Resources resources) {
    List<ClusterLoadAssignment> endpoints = new ArrayList<>(resources.endpoints());
    Set<String> assigned = new HashSet<>();
    endpoints.forEach(assignment -> assigned.add(assignment.getClusterName()));
    for (Cluster cluster : resources.clusters()) {
      if (cluster.getType() == DiscoveryType.EDS && assigned.add(assignmentOf(cluster))) {
        endpoints.add(
            ClusterLoadAssignment.newBuilder().setClusterName(assignmentOf(cluster)).build());
      }
    }
    return new Resources(
        resources.clusters(),
        endpoints,
        resources.listeners(),
        resources.routes(),
        resources.secrets());
  }

  /** The name under which a cluster asks EDS. */
  static String assignmentOf(Cluster cluster) {
    String serviceName = cluster.getEdsClusterConfig().getServiceName();
    return serviceName.isEmpty() ? cluster.getName() : serviceName;
  }

  private static Version version(Resources resources) {
    return new Version(
        Map.of(
            XdsType.CDS, ContentHash.of(resources.clusters(), Cluster::getName),
            XdsType.EDS,
                ContentHash.of(resources.endpoints(), ClusterLoadAssignment::getClusterName),
            XdsType.LDS, ContentHash.of(resources.listeners(), Listener::getName),
            XdsType.RDS, ContentHash.of(resources.routes(), RouteConfiguration::getName),
            XdsType.SDS, ContentHash.of(resources.secrets(), Secret::getName)));
  }

  Snapshot snapshot() {
    return Snapshot.create(
        resources.clusters(),
        version.of(XdsType.CDS),
        resources.endpoints(),
        version.of(XdsType.EDS),
        resources.listeners(),
        version.of(XdsType.LDS),
        resources.routes(),
        version.of(XdsType.RDS),
        resources.secrets(),
        version.of(XdsType.SDS));
  }
}
