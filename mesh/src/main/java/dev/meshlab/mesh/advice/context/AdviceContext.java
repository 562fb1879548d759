package dev.meshlab.mesh.advice.context;

import dev.meshlab.mesh.diagnostic.Position;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Gateway;
import dev.meshlab.mesh.model.GatewayServer;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.VirtualService;
import dev.meshlab.mesh.model.name.Hosts;
import dev.meshlab.mesh.model.name.Metadata;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The manifests and their mesh, as advisers look at them. Looking leaves no trace: none of it
 * counts as read.
 */
public final class AdviceContext {

  public static final String NETWORKING = "networking.istio.io";

  /** The label of what istiod makes for a Gateway of the Gateway API. */
  private static final String GATEWAY_CONTROLLER = "gateway.istio.io/managed";

  private final ManifestSet manifests;
  private final Mesh mesh;
  private final ClientWorkload client;
  private final Map<String, List<GatewayServer>> servers;
  private final List<Route> routes;
  private final RoutedSubsets routedSubsets;
  private final List<Policy> policies;
  private final Map<String, Map<Position, Document>> delegating = new HashMap<>();

  /**
   * The manifests, their mesh and a client, for advisers.
   *
   * @param client who calls
   */
  public AdviceContext(ManifestSet manifests, Mesh mesh, ClientWorkload client) {
    this.manifests = manifests;
    this.mesh = mesh;
    this.client = client;
    this.servers =
        mesh.gatewayWorkloads().stream()
            .flatMap(workload -> mesh.gatewayPorts(workload).stream())
            .flatMap(port -> port.servers().stream())
            .distinct()
            .collect(Collectors.groupingBy(GatewayServer::gateway));
    this.routes = virtualServices().stream().flatMap(AdviceContext::routes).toList();
    this.routedSubsets = new RoutedSubsets(virtualServices());
    this.policies =
        manifests.of(NETWORKING, "DestinationRule").stream()
            .flatMap(document -> Policy.of(document, mesh))
            .filter(p -> p.subset().isEmpty() || !routedSubsets.leaveOut(p.host(), p.subset()))
            .toList();
    routes.forEach(this::noteDelegation);
  }

  private static Stream<Route> routes(Document rule) {
    Fields spec = spec(rule);
    return spec.children("http").stream().map(http -> new Route(rule, spec, http));
  }

  private void noteDelegation(Route route) {
    route
        .fields()
        .child("delegate")
        .map(to -> to.string("namespace", route.namespace()) + "/" + to.string("name", ""))
        .map(delegate -> delegating.computeIfAbsent(delegate, unused -> new LinkedHashMap<>()))
        .ifPresent(rules -> rules.put(route.rule().position(), route.rule()));
  }

  /** The manifests as written. */
  public ManifestSet manifests() {
    return manifests;
  }

  /** The mesh that the manifests describe. */
  public Mesh mesh() {
    return mesh;
  }

  /** The caller. */
  public ClientWorkload client() {
    return client;
  }

  /**
   * The servers that the gateways of the mesh open for a Gateway, given as {@code namespace/name}.
   */
  public List<GatewayServer> servers(String gateway) {
    return servers.getOrDefault(gateway, List.of());
  }

  /** An HTTP route where it stands. */
  public record Route(Document rule, Fields spec, Fields fields) {

    /** The namespace that short names in it mean. */
    public String namespace() {
      return rule.namespace();
    }

    /** The destinations that get calls: those of weight 0 among several get none. */
    public List<Fields> destinations() {
      List<Fields> all = fields.children("route");
      return all.size() < 2
          ? all
          : all.stream().filter(to -> to.integer("weight").orElse(0L) > 0).toList();
    }
  }

  /** The networking objects of a kind, in the order in which istiod takes them. */
  public List<Document> oldestFirst(String kind) {
    return manifests.of(NETWORKING, kind).stream()
        .sorted(Comparator.comparing(d -> Metadata.of(d, Fields.of(d)), Metadata.BY_AGE))
        .toList();
  }

  /** The Services that people write: istiod makes those of gateways that it manages. */
  public List<Document> ownServices() {
    return manifests.of("", "Service").stream()
        .filter(
            service ->
                !Fields.of(service).below("metadata").below("labels").has(GATEWAY_CONTROLLER))
        .toList();
  }

  /** The specs of all objects of a kind. */
  public List<Fields> specs(String group, String kind) {
    return manifests.of(group, kind).stream().map(AdviceContext::spec).toList();
  }

  /** The spec of an object. */
  public static Fields spec(Document document) {
    return Fields.of(document).below("spec");
  }

  /** The subsets to which calls are led. */
  public RoutedSubsets routedSubsets() {
    return routedSubsets;
  }

  /**
   * The traffic policies of all DestinationRules, those of ports and subsets among them, but for
   * subsets that {@linkplain RoutedSubsets routes leave out}.
   */
  public List<Policy> policies() {
    return policies;
  }

  /** The HTTP routes of all VirtualServices. */
  public List<Route> routes() {
    return routes;
  }

  /** All VirtualServices, as written. */
  public List<Document> virtualServices() {
    return manifests.of(NETWORKING, "VirtualService");
  }

  /** The rule itself, or those that delegate to it. */
  public List<Document> roots(Document rule) {
    return spec(rule).strings("hosts").isEmpty()
        ? List.copyOf(
            delegating.getOrDefault(rule.namespace() + "/" + rule.name(), Map.of()).values())
        : List.of(rule);
  }

  /** The Service that a rule means by a host. */
  public Optional<Service> service(String host, String namespace) {
    return mesh.service(Hosts.resolve(host, namespace));
  }

  /** The gateways of a rule, in full: {@code namespace/name}, or {@code mesh}. */
  public static List<String> gateways(Document rule) {
    List<String> written = spec(rule).strings("gateways");
    return written.isEmpty()
        ? List.of(VirtualService.MESH)
        : written.stream().map(name -> Gateway.resolve(name, rule.namespace())).toList();
  }
}
