package dev.meshlab.mesh.translate.route;

import dev.meshlab.mesh.model.BoundRules;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.VirtualService;
import dev.meshlab.mesh.model.name.Hosts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The hosts of a VirtualService at one port, sorted by what they name (istio/istio,
 * core/route/route.go separateVSHostsAndServices).
 *
 * @param services the Services that it routes: those it names, and those that one of its wildcards
 *     covers if no other rule has a better host for them
 * @param otherHosts the hosts that do not belong to a Service with this port
 * @param namesService whether any of the hosts belongs to a Service with this port
 */
record HostsAtPort(List<Service> services, List<String> otherHosts, boolean namesService) {

  static HostsAtPort of(VirtualService rule, Map<String, Service> atPort, BoundRules rules) {
    List<Service> services = new ArrayList<>();
    List<String> others = new ArrayList<>();
    boolean names = false;
    for (String host : rule.hosts()) {
      List<Service> covered = covered(host, atPort);
      names |= !covered.isEmpty();
      boolean wildcard = Hosts.isWildcard(host);
      if (covered.isEmpty() || (wildcard && rule.gatewayApi())) {
        others.add(host);
      } else {
        covered.stream()
            .filter(s -> !wildcard || rules.mostSpecific(s).filter(rule::equals).isPresent())
            .forEach(services::add);
      }
    }
    return new HostsAtPort(services, others, names);
  }

  private static List<Service> covered(String host, Map<String, Service> atPort) {
    if (Hosts.isWildcard(host)) {
      return atPort.values().stream().filter(s -> Hosts.covers(host, s.host())).toList();
    }
    Service named = atPort.get(host);
    return named == null ? List.of() : List.of(named);
  }
}
