package dev.meshlab.mesh.translate.listener;

import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.Labels;
import dev.meshlab.mesh.model.Protocol;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.ServicePort;
import dev.meshlab.mesh.model.VirtualService;
import dev.meshlab.mesh.translate.route.RouteContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The filter chains by which connections to a Service port pass unparsed: what the {@code tls}
 * section of its VirtualServices says for TLS ports, the {@code tcp} section for others, and the
 * Service itself when neither says anything (istio/istio, core/tls.go).
 */
final class OpaqueChains {

  private final RouteContext context;
  private final TcpRoutes proxies;

  OpaqueChains(RouteContext context) {
    this.context = context;
    this.proxies = new TcpRoutes(context);
  }

  List<FilterChainSpec> of(Service service, ServicePort port) {
    List<VirtualService> rules =
        context
            .mesh()
            .boundRules(context.proxy().namespace(), VirtualService.MESH)
            .covering(service);
    boolean tls = port.protocol() == Protocol.TLS || port.protocol() == Protocol.HTTPS;
    return tls ? tls(service, port, rules) : tcp(service, port, rules);
  }

  /** Of matches that ask for the same of a connection, the first stands. */
  private List<FilterChainSpec> tls(Service service, ServicePort port, List<VirtualService> rules) {
    List<FilterChainSpec> chains = new ArrayList<>();
    Set<List<List<String>>> asked = new HashSet<>();
    for (VirtualService rule : rules) {
      for (Fields route : rule.tls()) {
        for (Fields match : route.has("route") ? route.children("match") : List.<Fields>of()) {
          List<String> names = match.strings("sniHosts");
          List<String> subnets = match.strings("destinationSubnets");
          if (concerns(rule, match, port) && asked.add(List.of(names, subnets))) {
            chains.add(
                new FilterChainSpec(
                    false,
                    names,
                    subnets,
                    proxies.of(rule, route, port.number(), port.protocol())));
          }
        }
      }
    }
    return chains.isEmpty() ? List.of(FilterChainSpec.ofAny(proxies.of(service, port))) : chains;
  }

  /** Up to the first that every connection matches. */
  private List<FilterChainSpec> tcp(Service service, ServicePort port, List<VirtualService> rules) {
    List<FilterChainSpec> chains = new ArrayList<>();
    for (VirtualService rule : rules) {
      for (Fields route : rule.tcp()) {
        List<Fields> matches =
            route.children("match").stream().filter(m -> concerns(rule, m, port)).toList();
        boolean all =
            !route.has("match") || matches.stream().anyMatch(m -> !m.has("destinationSubnets"));
        if (route.has("route") && all) {
          chains.add(
              FilterChainSpec.ofAny(proxies.of(rule, route, port.number(), port.protocol())));
          return chains;
        }
        if (route.has("route") && !matches.isEmpty()) {
          List<String> subnets =
              matches.stream().flatMap(m -> m.strings("destinationSubnets").stream()).toList();
          chains.add(
              new FilterChainSpec(
                  false,
                  List.of(),
                  subnets,
                  proxies.of(rule, route, port.number(), port.protocol())));
        }
      }
    }
    chains.add(FilterChainSpec.ofAny(proxies.of(service, port)));
    return chains;
  }

  /** Here, unlike for HTTP, a match that names gateways is asked for the source too. */
  private boolean concerns(VirtualService rule, Fields match, ServicePort port) {
    List<String> gateways = match.strings("gateways");
    int asked = match.integer("port", 0);
    String namespace = match.string("sourceNamespace", "");
    return (gateways.isEmpty() || rule.bindsTo(gateways, context.gateways()))
        && (asked == 0 || asked == port.number())
        && (namespace.isEmpty() || namespace.equals(context.proxy().namespace()))
        && Labels.satisfy(match.stringMap("sourceLabels"), context.proxy().labels());
  }
}
