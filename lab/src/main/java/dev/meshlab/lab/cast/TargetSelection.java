package dev.meshlab.lab.cast;

import dev.meshlab.mesh.manifest.IstioNames;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Endpoint;
import dev.meshlab.mesh.model.ExternalNames;
import dev.meshlab.mesh.model.ExternalNames.ExternalName;
import dev.meshlab.mesh.model.Locality;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Protocol;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.ServicePort;
import dev.meshlab.mesh.model.Viewer;
import dev.meshlab.mesh.model.VirtualService;
import dev.meshlab.mesh.translate.SidecarView;
import dev.meshlab.mesh.unplayed.Experiment;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The Service ports of a mesh that can be called here, and those that a run calls when the user
 * names none.
 */
public final class TargetSelection {

  private final Mesh mesh;
  private final PodAssignment casting;

  public TargetSelection(Mesh mesh, PodAssignment casting) {
    this.mesh = mesh;
    this.casting = casting;
  }

  /**
   * Every Service port that leads to pods that run here, by itself or by a VirtualService, or to
   * none.
   */
  public List<Target> all() {
    return mesh.services().stream().flatMap(service -> targets(service, false, true)).toList();
  }

  /**
   * The targets that a rule is about, or all of them when no rule is about any. Where stand-ins
   * play, the others follow, and ports that are not for gRPC are left out. What belongs to the
   * cluster is not called where there is anything else, and bytes only where nothing is for gRPC.
   */
  public List<Target> byRules(ClientWorkload client) {
    List<Target> ruled = new ArrayList<>();
    List<Target> others = new ArrayList<>();
    List<Target> ofCluster = new ArrayList<>();
    for (Service service : mesh.services()) {
      boolean isRuled =
          mesh.destinationRule(client, service).isPresent()
              || mesh.virtualService(client, service).isPresent();
      List<Target> unruled = isOfCluster(service) ? ofCluster : others;
      targets(service, casting.standsIn(), isRuled).forEach((isRuled ? ruled : unruled)::add);
    }
    if (casting.standsIn()) {
      ruled.addAll(routedHosts(client));
    }
    if (ruled.isEmpty() || casting.standsIn()) {
      ruled.addAll(others);
    }
    if (casting.standsIn()) {
      ruled.addAll(otherNames());
    }
    if (ruled.isEmpty() && ofCluster.isEmpty()) {
      List<Target> all = ports(casting.standsIn() ? TargetSelection::isForGrpc : port -> true);
      return all.isEmpty() ? unlikely() : all;
    }
    return ruled.isEmpty() ? ofCluster : ruled;
  }

  /** Ports that are declared for something else, and may be meant for gRPC. */
  private List<Target> unlikely() {
    return mesh.services().stream()
        .flatMap(
            service ->
                targets(
                    service, port -> PortTraffic.isBytes(port) || leadsToGrpc(service, port), true))
        .toList();
  }

  private boolean leadsToGrpc(Service service, ServicePort port) {
    return mesh.selectedPods(service).stream()
        .flatMap(
            pod ->
                pod.portNames().entrySet().stream()
                    .filter(n -> n.getValue().equals(port.targetOf(pod))))
        .anyMatch(named -> Protocol.named(named.getKey()).isHttp2());
  }

  private List<Target> ports(Predicate<ServicePort> chosen) {
    return mesh.services().stream().flatMap(each -> targets(each, chosen, true)).toList();
  }

  private static boolean isForGrpc(ServicePort port) {
    return PortTraffic.by(port) == PortTraffic.GRPC;
  }

  private boolean isOfCluster(Service service) {
    return ClusterNamespaces.include(service) || mesh.gatewayServices().contains(service);
  }

  /** Hosts that do not belong to a Service, where a client's sidecar has routes for them. */
  private List<Target> routedHosts(ClientWorkload client) {
    List<Target> hosts = new ArrayList<>();
    for (RouteConfiguration routes : SidecarView.translate(mesh, client).routes()) {
      routes.getVirtualHostsList().stream()
          .map(host -> host.getDomains(0))
          .filter(host -> isRouted(host, client) && !host.contains("*"))
          .filter(host -> mesh.service(host).isEmpty() && !isOfGateways(host, client))
          .forEach(host -> grpcPort(routes.getName(), host).ifPresent(hosts::add));
    }
    return hosts;
  }

  /** Services of type ExternalName that are other names of Services here, at the ports of these. */
  private List<Target> otherNames() {
    ExternalNames names = mesh.externalNames();
    List<Target> targets = new ArrayList<>();
    for (ExternalName name : names.all()) {
      names
          .lastTarget(name)
          .flatMap(mesh::service)
          .filter(service -> !isOfCluster(service))
          .map(service -> targets(service, true, false))
          .orElseGet(Stream::of)
          .map(target -> new Target(name.service().host(), target.port()))
          .forEach(targets::add);
    }
    return targets;
  }

  /** True for a public name that is there for the callers of a gateway. */
  private boolean isOfGateways(String host, ClientWorkload client) {
    return mesh.boundRules(client.namespace(), VirtualService.MESH).inOrder().stream()
        .filter(rule -> rule.hosts().contains(host))
        .allMatch(rule -> rule.gateways().size() > 1);
  }

  /** A sidecar's route configuration is named after the port number that its Services share. */
  private Optional<Target> grpcPort(String number, String host) {
    return mesh.services().stream()
        .flatMap(service -> service.ports().stream())
        .filter(port -> String.valueOf(port.number()).equals(number))
        .filter(TargetSelection::isForGrpc)
        .map(port -> new Target(host, port.number()))
        .findFirst();
  }

  /** True if a client's sidecar has routes for a host that is not the name of a Service. */
  public boolean isRouted(String host, ClientWorkload client) {
    return mesh.boundRules(client.namespace(), VirtualService.MESH).inOrder().stream()
        .flatMap(rule -> rule.hosts().stream())
        .anyMatch(
            pattern ->
                pattern.startsWith("*")
                    ? host.endsWith(pattern.substring(1))
                    : pattern.equals(host));
  }

  private Stream<Target> targets(Service service, boolean grpcOnly, boolean isWanted) {
    return targets(service, port -> !grpcOnly || isForGrpc(port), isWanted);
  }

  private Stream<Target> targets(Service service, Predicate<ServicePort> chosen, boolean isWanted) {
    return service.ports().stream()
        .filter(port -> port.protocol() != Protocol.UDP)
        .filter(chosen)
        .filter(port -> isAnswered(service, port) || isSilent(service, port, isWanted))
        .map(port -> new Target(service.host(), port.number()));
  }

  /**
   * True if calls reach a pod: one of the Service's, or where it has none, one to which rules lead.
   */
  private boolean isAnswered(Service service, ServicePort port) {
    List<Endpoint> endpoints = mesh.endpoints(service, port);
    return endpoints.isEmpty() ? isLedOn(service) : endpoints.stream().anyMatch(this::takesCalls);
  }

  /**
   * True if calls fail since no pod is behind the port, as far as the manifests tell, which have
   * workloads. One that is scaled to nothing counts where calls to it are wanted all the same.
   */
  private boolean isSilent(Service service, ServicePort port, boolean isWanted) {
    return casting.standsIn()
        && !isOfCluster(service)
        && (!service.selector().isEmpty() || !mesh.listedPorts(service).isEmpty())
        && !service.selector().labels().containsKey(IstioNames.GATEWAY_LABEL)
        && !mesh.deployments().isEmpty()
        && mesh.endpoints(service, port).isEmpty()
        && (isWanted || casting.scaledToZero(service).isEmpty());
  }

  private boolean takesCalls(Endpoint endpoint) {
    return casting.takingCalls(endpoint).isPresent();
  }

  /** True if sidecars of its namespace lead its calls to pods of other Services. */
  private boolean isLedOn(Service service) {
    ClientWorkload neighbour = new ClientWorkload(service.namespace(), Map.of(), Locality.UNKNOWN);
    Set<String> gateways = Set.of(VirtualService.MESH);
    return Experiment.of(mesh, Viewer.CALLER, true, neighbour, gateways, service.host())
        .services()
        .stream()
        .flatMap(other -> other.ports().stream().map(port -> mesh.endpoints(other, port)))
        .flatMap(List::stream)
        .anyMatch(this::takesCalls);
  }
}
