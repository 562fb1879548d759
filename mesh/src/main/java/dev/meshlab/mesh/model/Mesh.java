package dev.meshlab.mesh.model;

import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.manifest.Reads;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a set of manifests amounts to: the Services, who answers for them, and the rules in force.
 *
 * <p>Immutable, except that reading the fields of its rules is noted in its {@link Reads}; so one
 * mesh belongs to one plane, and to one thread while it is being translated.
 */
public final class Mesh {

  private final Services services;
  private final List<Pod> pods;
  private final List<Deployment> deployments;
  private final EndpointIndex endpoints;
  private final DestinationRules destinationRules;
  private final VirtualServices virtualServices;
  private final GatewayWorkloads gatewayWorkloads;
  private final GatewayWorkloads unnotedGateways;
  private final List<EnvoyFilter> envoyFilters;
  private final PeerAuthentications peerAuthentications;

  Mesh(
      List<Service> services,
      List<Pod> pods,
      List<Deployment> deployments,
      List<EndpointSlice> slices,
      Map<String, Locality> nodes,
      List<DestinationRule> destinationRules,
      List<VirtualService> virtualServices,
      Supplier<List<VirtualService>> gatewayRoutes,
      Gateways gateways,
      List<EnvoyFilter> envoyFilters,
      PeerAuthentications peerAuthentications) {
    this.services = new Services(services);
    this.pods = List.copyOf(pods);
    this.deployments = List.copyOf(deployments);
    this.endpoints = new EndpointIndex(slices, pods, nodes);
    this.destinationRules = new DestinationRules(destinationRules);
    this.virtualServices = new VirtualServices(virtualServices, gatewayRoutes);
    this.gatewayWorkloads = new GatewayWorkloads(this.services, this.pods, gateways);
    this.unnotedGateways = new GatewayWorkloads(this.services, this.pods, gateways.unnoted());
    this.envoyFilters = List.copyOf(envoyFilters);
    this.peerAuthentications = peerAuthentications;
  }

  private Mesh(Mesh base, List<Pod> pods) {
    services = base.services;
    this.pods = List.copyOf(pods);
    deployments = base.deployments;
    endpoints = base.endpoints.withPods(this.pods);
    destinationRules = base.destinationRules;
    virtualServices = base.virtualServices;
    gatewayWorkloads = base.gatewayWorkloads.withPods(this.pods);
    unnotedGateways = base.unnotedGateways.withPods(this.pods);
    envoyFilters = base.envoyFilters;
    peerAuthentications = base.peerAuthentications;
  }

  /**
   * This mesh with a pod as it is now, as when it has become ready or has not: the one of its
   * namespace and name is replaced, rules stay as they are.
   */
  public Mesh withPod(Pod changed) {
    return new Mesh(
        this, pods.stream().map(pod -> pod.isNamedAs(changed) ? changed : pod).toList());
  }

  /**
   * Resolves a set of manifests; what has errors is resolved as far as it goes.
   *
   * @param reads notes what this mesh and its translation read
   */
  public static Mesh of(ManifestSet manifests, Reads reads) {
    return new MeshReader(manifests, reads).read();
  }

  /** Whether who answers a call can depend on an object of this kind; of no other is it read. */
  public static boolean honours(Document document) {
    return MeshReader.honours(document);
  }

  /** Whether an object of this kind changes nothing about who answers a call. */
  public static boolean isIdle(Document document) {
    return MeshReader.isIdle(document);
  }

  /** The Services, in the order in which istiod takes them: by age, then by name. */
  public List<Service> services() {
    return services.inOrder();
  }

  /**
   * The Services that a client's proxy knows, in the order in which istiod takes them: before those
   * for everybody the ones that are exported to some namespaces.
   */
  public List<Service> services(ClientWorkload client) {
    return services().stream()
        .filter(service -> service.isSeenFrom(client.namespace()))
        .sorted(Comparator.comparing(Service::isPublic))
        .toList();
  }

  /** The pods of the manifests, and those that their Deployments ask for. */
  public List<Pod> pods() {
    return pods;
  }

  public List<Deployment> deployments() {
    return deployments;
  }

  /** Who answers for a port of a Service, ready or not. */
  public List<Endpoint> endpoints(Service service, ServicePort port) {
    return endpoints.of(service, port);
  }

  /** The identities of all who answer for a Service, sorted. */
  public List<String> identities(Service service) {
    return service.ports().stream()
        .flatMap(port -> endpoints(service, port).stream())
        .map(Endpoint::identity)
        .filter(identity -> !identity.isEmpty())
        .distinct()
        .sorted()
        .toList();
  }

  /** How callers may speak to an endpoint; in plain text where it is no pod of the mesh. */
  public MutualTls mutualTls(Endpoint endpoint) {
    return endpoints
        .pod(endpoint.address())
        .map(pod -> peerAuthentications.mode(pod, endpoint.port()))
        .orElse(MutualTls.DISABLE);
  }

  /** The Service of a full name. */
  public Optional<Service> service(String fullName) {
    return services.of(fullName);
  }

  /**
   * The Service that a client in a namespace reaches by a name, as its DNS resolver would complete
   * it: {@code server}, {@code server.shop}, {@code server.shop.svc}, or the full name.
   */
  public Optional<Service> service(String host, String fromNamespace) {
    return services.of(host, fromNamespace);
  }

  /** The Services that a rule's host means: one for a full name, any number for a wildcard. */
  public List<Service> servicesCoveredBy(String host) {
    return services.coveredBy(host);
  }

  /** The DestinationRule, merged, that a client applies to a Service; none if it knows no such. */
  public Optional<DestinationRule> destinationRule(ClientWorkload client, Service service) {
    return service.isSeenFrom(client.namespace())
        ? destinationRules.inForce(client, service)
        : Optional.empty();
  }

  /** The names of the subsets that DestinationRules define for a host. */
  public List<String> subsets(String host) {
    return destinationRules.subsets(host);
  }

  /** The VirtualService that, of those for a Service, a client's sidecar takes first. */
  public Optional<VirtualService> virtualService(ClientWorkload client, Service service) {
    return boundRules(client.namespace(), VirtualService.MESH).mostSpecific(service);
  }

  /**
   * The VirtualServices that apply to proxies of a namespace for a gateway.
   *
   * @param gateway {@code namespace/name}, or {@code mesh} for sidecars
   */
  public BoundRules boundRules(String namespace, String gateway) {
    return virtualServices.of(namespace, gateway);
  }

  /** The hosts for which several VirtualServices are written for sidecars. */
  public List<ContestedHost> contestedHosts() {
    return virtualServices.contestedHosts();
  }

  /** The VirtualServices bound to a Gateway ({@code namespace/name}), as istiod orders them. */
  public List<VirtualService> virtualServices(String gateway, ClientWorkload workload) {
    return boundRules(workload.namespace(), gateway).inOrder();
  }

  /** The workloads that the Gateways are for, each once. */
  public List<ClientWorkload> gatewayWorkloads() {
    return gatewayWorkloads.all();
  }

  /**
   * The gateway workload that a user means who names a workload: the one of these labels, or the
   * first of all where they are no gateway's; empty when there is no Gateway.
   */
  public Optional<ClientWorkload> gatewayWorkload(ClientWorkload asked) {
    return gatewayWorkloads.like(asked);
  }

  /** The Services in front of gateway workloads. Asking does not count as reading the Gateways. */
  public List<Service> gatewayServices() {
    return unnotedGateways.services();
  }

  /** The ports that the Gateways open on a workload. */
  public List<GatewayPort> gatewayPorts(ClientWorkload workload) {
    return new GatewayPorts(this, workload).of(gatewayWorkloads.of(workload));
  }

  /**
   * The {@code configPatches} of EnvoyFilters that change the clusters of a proxy, in the order in
   * which they apply.
   */
  public List<Fields> clusterPatches(ClientWorkload proxy) {
    return EnvoyFilter.clusterPatches(envoyFilters, proxy);
  }

  /** The pods that a Service's selector names, whatever their ports. */
  public List<Pod> selectedPods(Service service) {
    return endpoints.selectedPods(service);
  }
}
