package dev.meshlab.mesh.translate;

import com.google.protobuf.UInt32Value;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.ServicePort;
import dev.meshlab.mesh.model.VirtualService;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import io.envoyproxy.envoy.config.route.v3.WeightedCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** HTTP routes to Envoy's (istio/istio, core/route/route.go). */
final class Routes {

  private final Mesh mesh;
  private final ClientWorkload client;
  private final boolean grpc;
  private final String gateway;

  /**
   * @param grpc whether the client is grpc-java, whose timeouts are another field
   */
  Routes(Mesh mesh, ClientWorkload client, boolean grpc) {
    this(mesh, client, grpc, VirtualService.MESH);
  }

  private Routes(Mesh mesh, ClientWorkload client, boolean grpc, String gateway) {
    this.mesh = mesh;
    this.client = client;
    this.grpc = grpc;
    this.gateway = gateway;
  }

  /** Those of a gateway, by {@code namespace/name}. */
  static Routes ofGateway(Mesh mesh, ClientWorkload workload, String gateway) {
    return new Routes(mesh, workload, false, gateway);
  }

  /** The routes for a Service: its VirtualService's if some can match here, else the default. */
  List<Route> of(Service service, ServicePort port) {
    List<Route> ruled =
        mesh.virtualService(client, service).map(rule -> of(rule, port.number())).orElse(List.of());
    return ruled.isEmpty() ? List.of(byDefault(Names.cluster(service, port))) : ruled;
  }

  /** The routes of a VirtualService at a port, up to the first that every request matches. */
  List<Route> of(VirtualService rule, int port) {
    List<Route> routes = new ArrayList<>();
    for (Fields http : rule.http()) {
      if (!http.has("route")) {
        continue; // a redirect, a direct response or a delegate, which stay unread
      }
      List<Fields> matches = http.children("match");
      if (matches.isEmpty()) {
        routes.add(route(rule, http, "", RouteMatches.ANY, port));
        return routes;
      }
      for (Fields match : matches) {
        if (RouteMatches.concerns(rule, match, client, gateway, port)) {
          String name = match.string("name", "");
          routes.add(route(rule, http, name, RouteMatches.of(match), port));
          if (RouteMatches.isCatchAll(match)) {
            return routes;
          }
        }
      }
    }
    return routes;
  }

  private static Route byDefault(String cluster) {
    RouteAction.Builder action =
        RouteAction.newBuilder().setCluster(cluster).setRetryPolicy(Retries.DEFAULT);
    Timeouts.forEnvoy(Optional.empty(), action);
    return Route.newBuilder()
        .setName("default")
        .setMatch(RouteMatches.ANY)
        .setRoute(action)
        .build();
  }

  private Route route(
      VirtualService rule, Fields http, String matchName, RouteMatch match, int port) {
    String name = http.string("name", "");
    return Route.newBuilder()
        .setName(matchName.isEmpty() ? name : name + "." + matchName)
        .setMatch(match)
        .setRoute(action(rule, http, port))
        .build();
  }

  private RouteAction action(VirtualService rule, Fields http, int port) {
    RouteAction.Builder action = RouteAction.newBuilder();
    destinations(rule, http.children("route"), port, action);
    Retries.of(http.child("retries")).ifPresent(action::setRetryPolicy);
    if (grpc) {
      Timeouts.forGrpc(http.duration("timeout"), action);
    } else {
      Timeouts.forEnvoy(http.duration("timeout"), action);
    }
    return action.build();
  }

  private void destinations(
      VirtualService rule, List<Fields> routes, int port, RouteAction.Builder action) {
    if (routes.size() == 1) {
      routes.get(0).integer("weight"); // taken note of: a single destination gets everything
      action.setCluster(cluster(rule, routes.get(0), port));
      return;
    }
    WeightedCluster.Builder weighted = WeightedCluster.newBuilder();
    for (Fields route : routes) {
      int weight = route.integer("weight", 0);
      String cluster = cluster(rule, route, port);
      if (weight > 0) {
        weighted.addClustersBuilder().setName(cluster).setWeight(UInt32Value.of(weight));
      }
    }
    action.setWeightedClusters(weighted);
  }

  /** Without a port, the Service's only one is meant, or else the one that was called. */
  String cluster(VirtualService rule, Fields route, int calledPort) {
    Fields destination = route.below("destination");
    String host = rule.resolve(destination.string("host", ""));
    int port =
        destination
            .child("port")
            .flatMap(p -> p.integer("number"))
            .map(Long::intValue)
            .or(
                () ->
                    mesh.service(host)
                        .map(Service::ports)
                        .filter(p -> p.size() == 1)
                        .map(p -> p.get(0).number()))
            .orElse(calledPort);
    return Names.cluster(port, destination.string("subset", ""), host);
  }
}
