package dev.meshlab.mesh.model;

import dev.meshlab.mesh.manifest.Fields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * GRPCRoutes attached to Gateways as the VirtualServices that istiod makes of them: one for each
 * listener and host name, so that each host is routed by itself (istio/istio, config/kube/gateway
 * route_collections.go).
 */
final class AttachedGrpcRoutes {

  private record Attachment(String gateway, String host) {

    /** By which istiod orders what it makes of routes of one age (mergeHTTPRoutes). */
    String name() {
      return (gateway + "/" + host).replace('/', '~');
    }
  }

  private final Services services;
  private final Gateways gateways;
  private final ReferenceGrants grants;

  AttachedGrpcRoutes(Services services, Gateways gateways, ReferenceGrants grants) {
    this.services = services;
    this.gateways = gateways;
    this.grants = grants;
  }

  List<VirtualService> of(List<GrpcRoute> routes) {
    Map<Attachment, List<GrpcRoute>> attached = new LinkedHashMap<>();
    for (GrpcRoute route : routes.stream().sorted(GrpcRoute.BY_AGE).toList()) {
      for (Fields parent : route.parents()) {
        for (String gateway : gateways(route, parent)) {
          for (String host : route.hostnames().isEmpty() ? List.of("*") : route.hostnames()) {
            attached
                .computeIfAbsent(new Attachment(gateway, host), a -> new ArrayList<>())
                .add(route);
          }
        }
      }
    }
    return attached.entrySet().stream()
        .map(entry -> merge(entry.getKey(), entry.getValue()))
        .filter(rule -> !rule.http().isEmpty())
        .toList();
  }

  /** Of the Gateway that a parent names, the listeners that it means. */
  private List<String> gateways(GrpcRoute route, Fields parent) {
    boolean gateway =
        parent.string("group", "gateway.networking.k8s.io").equals("gateway.networking.k8s.io")
            && parent.string("kind", "Gateway").equals("Gateway");
    return gateway
        ? gateways.listeners(
            parent.string("namespace", route.namespace()),
            parent.string("name", ""),
            parent.string("sectionName"),
            parent.integer("port"))
        : List.of();
  }

  private VirtualService merge(Attachment to, List<GrpcRoute> routes) {
    List<Fields> http = new ArrayList<>();
    for (GrpcRoute route : routes) {
      GrpcBackends backends =
          GrpcBackends.ofGateway(
              route, services, (name, namespace) -> grants.allow(route, name, namespace));
      http.addAll(new RewrittenGrpcRules(route, backends).http(0));
    }
    GrpcRoute first = routes.get(0);
    return VirtualService.ofGatewayApi(
        first.metadata().named(to.name()),
        to.host,
        to.gateway,
        RewrittenGrpcRules.inOrder(http),
        first.position());
  }
}
