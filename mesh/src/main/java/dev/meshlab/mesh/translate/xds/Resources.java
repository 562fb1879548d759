package dev.meshlab.mesh.translate.xds;

import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import java.util.List;

/**
 * The xDS resources of one client, each list in the order in which istiod would name them.
 *
 * @param clusters what CDS serves
 * @param endpoints what EDS serves: one assignment for each EDS cluster, an empty one included
 * @param listeners what LDS serves
 * @param routes what RDS serves
 * @param secrets what SDS serves; no translation makes any, since they are not in the manifests
 */
public record Resources(
    List<Cluster> clusters,
    List<ClusterLoadAssignment> endpoints,
    List<Listener> listeners,
    List<RouteConfiguration> routes,
    List<Secret> secrets) {

  /** Nothing at all. */
  public static final Resources NONE = new Resources(List.of(), List.of(), List.of(), List.of());

  /** Resources without secrets. */
  public Resources(
      List<Cluster> clusters,
      List<ClusterLoadAssignment> endpoints,
      List<Listener> listeners,
      List<RouteConfiguration> routes) {
    this(clusters, endpoints, listeners, routes, List.of());
  }

  public Resources {
    clusters = List.copyOf(clusters);
    endpoints = List.copyOf(endpoints);
    listeners = List.copyOf(listeners);
    routes = List.copyOf(routes);
    secrets = List.copyOf(secrets);
  }

  public Resources withClusters(List<Cluster> changed) {
    return new Resources(changed, endpoints, listeners, routes, secrets);
  }

  public Resources withEndpoints(List<ClusterLoadAssignment> changed) {
    return new Resources(clusters, changed, listeners, routes, secrets);
  }

  public Resources withListeners(List<Listener> changed) {
    return new Resources(clusters, endpoints, changed, routes, secrets);
  }

  public Resources withRoutes(List<RouteConfiguration> changed) {
    return new Resources(clusters, endpoints, listeners, changed, secrets);
  }

  /** The same resources with these secrets. */
  public Resources withSecrets(List<Secret> served) {
    return new Resources(clusters, endpoints, listeners, routes, served);
  }
}
