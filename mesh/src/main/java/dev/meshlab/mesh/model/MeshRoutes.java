package dev.meshlab.mesh.model;

import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.name.Hosts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The VirtualServices that GRPCRoutes attached to Services amount to: one for each namespace of
 * routes, Service and port (istio/istio, config/kube/gateway/route_collections.go).
 */
final class MeshRoutes {

  /** Routes for one Service; {@code port} is 0 when they are for all its ports. */
  private record Attachment(String namespace, int port, String host) {

    /** The name that istiod gives to the VirtualService, by which equally old ones are ordered. */
    String ruleName() {
      return namespace + "~" + (port > 0 ? port + "~" : "") + host;
    }
  }

  private final Services services;

  MeshRoutes(Services services) {
    this.services = services;
  }

  List<VirtualService> of(List<GrpcRoute> routes) {
    Map<Attachment, List<GrpcRoute>> attached = new LinkedHashMap<>();
    for (GrpcRoute route : routes.stream().sorted(GrpcRoute.BY_AGE).toList()) {
      for (Fields parent : route.parents()) {
        if (isService(parent)) {
          attached.computeIfAbsent(attachment(route, parent), a -> new ArrayList<>()).add(route);
        }
      }
    }
    return attached.entrySet().stream()
        .filter(entry -> exists(entry.getKey()))
        .map(entry -> merge(entry.getKey(), entry.getValue()))
        .filter(rule -> !rule.http().isEmpty())
        .toList();
  }

  private static boolean isService(Fields parent) {
    return parent.string("group", "gateway.networking.k8s.io").isEmpty()
        && parent.string("kind", "Gateway").equals("Service");
  }

  private static Attachment attachment(GrpcRoute route, Fields parent) {
    String namespace = parent.string("namespace", route.namespace());
    String host = Hosts.ofService(parent.string("name", ""), namespace);
    return new Attachment(route.namespace(), parent.integer("port", 0), host);
  }

  private boolean exists(Attachment attachment) {
    return services.of(attachment.host).isPresent();
  }

  private VirtualService merge(Attachment to, List<GrpcRoute> routes) {
    List<Fields> http = new ArrayList<>();
    for (GrpcRoute route : routes) {
      GrpcBackends backends = GrpcBackends.ofMesh(route, services);
      http.addAll(new RewrittenGrpcRules(route, backends).http(to.port));
    }
    GrpcRoute first = routes.get(0);
    return VirtualService.ofGatewayApi(
        first.metadata().named(to.ruleName()),
        to.host,
        VirtualService.MESH,
        RewrittenGrpcRules.inOrder(http),
        first.position());
  }
}
