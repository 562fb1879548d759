package dev.meshlab.mesh.translate.listener;

import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.Protocol;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.ServicePort;
import dev.meshlab.mesh.model.VirtualService;
import dev.meshlab.mesh.translate.route.RouteContext;
import dev.meshlab.mesh.translate.xds.Names;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.extensions.filters.network.mongo_proxy.v3.MongoProxy;
import io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy;
import java.util.List;
import java.util.Optional;

/**
 * The destinations of a connection's bytes: a Service, or those that a VirtualService routes them
 * to.
 */
final class TcpRoutes {

  private final RouteContext context;

  TcpRoutes(RouteContext context) {
    this.context = context;
  }

  /** To a Service port itself. */
  List<Filter> of(Service service, ServicePort port) {
    TcpProxy.Builder proxy =
        proxy(Optional.of(service), "").setCluster(Names.cluster(service, port));
    return filters(proxy.setStatPrefix(proxy.getCluster()), port.protocol());
  }

  /** To where a route of a VirtualService leads; the first destination's rule counts for all. */
  List<Filter> of(VirtualService rule, Fields route, int port, Protocol protocol) {
    List<Fields> entries = route.children("route");
    Fields first = entries.get(0).below("destination");
    Optional<Service> service = context.mesh().service(rule.resolve(first.string("host", "")));
    if (entries.size() == 1) {
      entries.get(0).heed("weight"); // a single destination gets everything
      TcpProxy.Builder proxy =
          proxy(service, first.string("subset", ""))
              .setCluster(context.opaqueCluster(rule, first, port));
      return filters(proxy.setStatPrefix(proxy.getCluster()), protocol);
    }
    TcpProxy.Builder proxy = proxy(service, "");
    for (Fields entry : entries) {
      int weight = entry.integer("weight", 0);
      if (weight > 0) {
        proxy
            .getWeightedClustersBuilder()
            .addClustersBuilder()
            .setName(context.opaqueCluster(rule, entry.below("destination"), port))
            .setWeight(weight);
      }
    }
    return filters(proxy.setStatPrefix(rule.name() + "." + rule.namespace()), protocol);
  }

  private TcpProxy.Builder proxy(Optional<Service> service, String subset) {
    return TcpProxies.to(
        service.flatMap(s -> context.mesh().destinationRule(context.proxy(), s)), subset);
  }

  /** Istio looks into MongoDB's messages, for statistics alone. */
  private static List<Filter> filters(TcpProxy.Builder proxy, Protocol protocol) {
    Filter tcp = FilterChainSpec.filter("tcp_proxy", proxy.build());
    if (protocol != Protocol.MONGO) {
      return List.of(tcp);
    }
    MongoProxy mongo = MongoProxy.newBuilder().setStatPrefix(proxy.getStatPrefix()).build();
    return List.of(FilterChainSpec.filter("mongo_proxy", mongo), tcp);
  }
}
