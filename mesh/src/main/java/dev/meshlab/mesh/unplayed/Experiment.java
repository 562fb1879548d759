package dev.meshlab.mesh.unplayed;

import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Pod;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.Viewer;
import dev.meshlab.mesh.model.name.Hosts;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The calls of one caller to one host.
 *
 * @param viewer the one who decides where they go
 * @param proxied whether a proxy makes them for the caller
 * @param caller who makes them; for a gateway, its workload
 * @param host that is called, in full
 * @param hosts the host that is called, and those to which rules lead its calls, in full
 * @param services those of these names
 * @param pods behind them
 */
public record Experiment(
    Viewer viewer,
    boolean proxied,
    ClientWorkload caller,
    String host,
    Set<String> hosts,
    List<Service> services,
    List<Pod> pods) {

  /**
   * The calls to a host.
   *
   * @param gateways the gateways whose rules count; {@code mesh} for a sidecar
   */
  public static Experiment of(
      Mesh mesh,
      Viewer viewer,
      boolean proxied,
      ClientWorkload caller,
      Set<String> gateways,
      String host) {
    Set<String> hosts = new LinkedHashSet<>(Set.of(host));
    if (viewer != Viewer.ADDRESS) {
      gateways.stream()
          .flatMap(gateway -> mesh.boundRules(caller.namespace(), gateway).inOrder().stream())
          .filter(rule -> rule.hosts().stream().anyMatch(of -> Hosts.covers(of, host)))
          .forEach(rule -> hosts.addAll(rule.destinations()));
    }
    List<Service> services = hosts.stream().flatMap(h -> mesh.service(h).stream()).toList();
    List<Pod> pods =
        services.stream().flatMap(service -> behind(mesh, service)).distinct().toList();
    return new Experiment(viewer, proxied, caller, host, hosts, services, pods);
  }

  private static Stream<Pod> behind(Mesh mesh, Service service) {
    return service.ports().stream()
        .flatMap(port -> mesh.endpoints(service, port).stream())
        .flatMap(endpoint -> mesh.pod(endpoint).stream());
  }

  /** The numbers of the pods' ports to which the Services lead. */
  Stream<String> podPorts() {
    return services.stream()
        .flatMap(service -> service.ports().stream())
        .flatMap(port -> pods.stream().map(port::targetOf))
        .filter(Objects::nonNull)
        .map(String::valueOf);
  }
}
