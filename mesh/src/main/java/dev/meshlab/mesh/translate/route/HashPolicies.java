package dev.meshlab.mesh.translate.route;

import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.DestinationRule;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.ServicePort;
import dev.meshlab.mesh.model.VirtualService;
import dev.meshlab.mesh.translate.xds.Protos;
import io.envoyproxy.envoy.config.route.v3.RouteAction.HashPolicy;
import java.util.Optional;

/**
 * The parts of a request that are hashed; a DestinationRule names them and a route has to hash them
 * (istio/istio, core/route/route.go HashForHTTPDestination and hashForService).
 */
final class HashPolicies {

  private final RouteContext context;

  HashPolicies(RouteContext context) {
    this.context = context;
  }

  /** The {@code consistentHash} for a Service that no VirtualService routes. */
  Optional<Fields> of(Service service, ServicePort port) {
    return rule(service)
        .flatMap(DestinationRule::trafficPolicy)
        .flatMap(policy -> atPort(policy, port.number()).or(() -> hash(policy)));
  }

  /** The {@code consistentHash} for a route's destination; only a port that it names counts. */
  Optional<Fields> of(VirtualService owner, Fields destination) {
    Optional<DestinationRule> rule =
        context.mesh().service(owner.resolve(destination.string("host", ""))).flatMap(this::rule);
    Optional<Fields> host = rule.flatMap(DestinationRule::trafficPolicy);
    Optional<Fields> subset =
        destination
            .string("subset")
            .flatMap(name -> rule.flatMap(r -> r.subset(name)))
            .flatMap(s -> s.trafficPolicy());
    int port = destination.below("port").integer("number", 0);
    return subset
        .flatMap(policy -> atPort(policy, port))
        .or(() -> subset.flatMap(HashPolicies::hash))
        .or(() -> host.flatMap(policy -> atPort(policy, port)))
        .or(() -> host.flatMap(HashPolicies::hash));
  }

  /** Empty when the author names nothing to hash. */
  Optional<HashPolicy> policy(Fields hash) {
    HashPolicy.Builder out = HashPolicy.newBuilder();
    Fields unheeded = context.unheededByGrpc(hash);
    hash.string("httpHeaderName").ifPresent(n -> out.getHeaderBuilder().setHeaderName(n));
    unheeded.child("httpCookie").ifPresent(cookie -> cookie(cookie, out));
    unheeded
        .bool("useSourceIp")
        .ifPresent(use -> out.getConnectionPropertiesBuilder().setSourceIp(use));
    unheeded
        .string("httpQueryParameterName")
        .ifPresent(n -> out.getQueryParameterBuilder().setName(n));
    return Optional.of(out.build())
        .filter(policy -> !policy.equals(HashPolicy.getDefaultInstance()));
  }

  private static void cookie(Fields cookie, HashPolicy.Builder out) {
    HashPolicy.Cookie.Builder to = out.getCookieBuilder();
    to.setName(cookie.string("name", "")).setPath(cookie.string("path", ""));
    cookie.duration("ttl").map(Protos::duration).ifPresent(to::setTtl);
    for (Fields attribute : cookie.children("attributes")) {
      to.addAttributesBuilder()
          .setName(attribute.string("name", ""))
          .setValue(attribute.string("value", ""));
    }
  }

  private Optional<DestinationRule> rule(Service service) {
    return context.mesh().destinationRule(context.proxy(), service);
  }

  private static Optional<Fields> hash(Fields policy) {
    return policy.child("loadBalancer").flatMap(lb -> lb.child("consistentHash"));
  }

  private static Optional<Fields> atPort(Fields policy, int port) {
    return policy.children("portLevelSettings").stream()
        .filter(settings -> settings.below("port").integer("number", -1) == port)
        .findFirst()
        .flatMap(HashPolicies::hash);
  }
}
