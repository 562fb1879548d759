package dev.meshlab.mesh.translate;

import com.google.protobuf.Any;
import dev.meshlab.mesh.model.BoundRules;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.ServicePort;
import dev.meshlab.mesh.model.VirtualService;
import dev.meshlab.mesh.translate.cluster.Endpoints;
import dev.meshlab.mesh.translate.cluster.GrpcClusters;
import dev.meshlab.mesh.translate.gateway.GatewayServices;
import dev.meshlab.mesh.translate.listener.HttpConnectionManagers;
import dev.meshlab.mesh.translate.route.RouteConfigurations;
import dev.meshlab.mesh.translate.route.RouteContext;
import dev.meshlab.mesh.translate.xds.Names;
import dev.meshlab.mesh.translate.xds.Resources;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.listener.v3.ApiListener;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.WeightedCluster.ClusterWeight;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The resources that istiod sends to a proxyless gRPC client (istio/istio, networking/grpcgen): a
 * pure function of the mesh. A client asks by name, so only what its listeners lead to is here.
 */
public final class ProxylessView {

  private final Mesh mesh;
  private final ClientWorkload client;
  private final RouteConfigurations routes;

  private ProxylessView(Mesh mesh, ClientWorkload client) {
    this.mesh = mesh;
    this.client = client;
    this.routes = new RouteConfigurations(RouteContext.ofGrpc(mesh, client));
  }

  /** The resources of a client that may dial any Service, but for those in front of gateways. */
  public static Resources translate(Mesh mesh, ClientWorkload client) {
    return GatewayServices.leftOut(mesh, translate(mesh, client, target -> true));
  }

  /**
   * The resources of a client that dials some targets only.
   *
   * @param dials whether it dials a target, given as {@code host:port} with the full host name
   */
  public static Resources translate(Mesh mesh, ClientWorkload client, Predicate<String> dials) {
    return new ProxylessView(mesh, client).resources(dials);
  }

  /**
   * The targets of a client of which it is unknown what it dials: the Services that routes are
   * written for, else those that a DestinationRule is about, else all but the gateways'. Backends
   * of a route are reached by it and not dialled.
   */
  public static Predicate<String> likelyTargets(Mesh mesh, ClientWorkload client) {
    BoundRules rules = mesh.boundRules(client.namespace(), VirtualService.MESH);
    List<Service> gateways = mesh.gatewayServices();
    List<Service> dialled =
        mesh.services().stream().filter(service -> !gateways.contains(service)).toList();
    return Stream.<Predicate<Service>>of(
                service -> !rules.covering(service).isEmpty(),
                service -> mesh.destinationRule(client, service).isPresent(),
                service -> true)
            .map(meant -> targets(dialled.stream().filter(meant)))
            .filter(targets -> !targets.isEmpty())
            .findFirst()
            .orElse(Set.of())
        ::contains;
  }

  private static Set<String> targets(Stream<Service> services) {
    return services
        .flatMap(service -> service.meshPorts().stream().map(port -> target(service, port)))
        .collect(Collectors.toSet());
  }

  /** The target that a client dials for a Service port, after its {@code xds:///}. */
  public static String target(Service service, ServicePort port) {
    return Names.hostPort(service, port);
  }

  private Resources resources(Predicate<String> dials) {
    List<Listener> listeners = new ArrayList<>();
    List<RouteConfiguration> configurations = new ArrayList<>();
    for (Service service : mesh.services(client)) {
      for (ServicePort port : service.meshPorts()) {
        if (dials.test(Names.hostPort(service, port))) {
          listeners.add(listener(service, port));
          configurations.add(routes.ofGrpc(service, port));
        }
      }
    }
    Set<String> routed =
        configurations.stream().flatMap(ProxylessView::clusters).collect(Collectors.toSet());
    List<Cluster> clusters = new GrpcClusters(mesh, client).of(routed);
    Set<String> known = clusters.stream().map(Cluster::getName).collect(Collectors.toSet());
    return new Resources(
        clusters, new Endpoints(mesh, client).of(known), listeners, configurations);
  }

  private static Listener listener(Service service, ServicePort port) {
    String address = service.headless() ? "0.0.0.0" : service.address();
    return Listener.newBuilder()
        .setName(Names.hostPort(service, port))
        .setAddress(Endpoints.address(address, port.number()))
        .setApiListener(
            ApiListener.newBuilder()
                .setApiListener(
                    Any.pack(HttpConnectionManagers.grpc(Names.cluster(service, port)))))
        .build();
  }

  /** The clusters that routes name. */
  public static Stream<String> clusters(RouteConfiguration configuration) {
    return configuration.getVirtualHostsList().stream()
        .flatMap(host -> host.getRoutesList().stream())
        .flatMap(route -> clusters(route.getRoute()));
  }

  private static Stream<String> clusters(RouteAction action) {
    return action.hasWeightedClusters()
        ? action.getWeightedClusters().getClustersList().stream().map(ClusterWeight::getName)
        : Stream.of(action.getCluster());
  }
}
