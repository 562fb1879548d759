package dev.meshlab.mesh.model;

import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.manifest.Reads;
import dev.meshlab.mesh.model.config.MeshConfig;
import dev.meshlab.mesh.model.security.AuthorizationPolicy;
import dev.meshlab.mesh.model.security.Injection;
import dev.meshlab.mesh.model.security.MutualTls;
import dev.meshlab.mesh.model.security.PeerModes;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The mesh that a set of manifests describes: the Services, their endpoints, and the rules in
 * force.
 *
 * <p>Immutable, except that reading the fields of its rules is noted in the {@link Reads} it was
 * made with; so a mesh with notes belongs to one viewer, and any mesh to one thread at a time.
 */
public final class Mesh {

  private final MeshParts parts;

  private Mesh(MeshParts parts) {
    this.parts = parts;
  }

  /** Resolves a set of manifests; what has errors is resolved as far as it goes. */
  public static Mesh of(ManifestSet manifests) {
    return of(manifests, Reads.NONE, Viewer.CALLER);
  }

  /**
   * Resolves a set of manifests, and notes which of their fields are read.
   *
   * @param reads notes what this mesh and its translation read
   * @param viewer whose configuration is to be made of it
   */
  public static Mesh of(ManifestSet manifests, Reads reads, Viewer viewer) {
    return new Mesh(new MeshReader(manifests, reads, viewer).read());
  }

  /** This mesh with a pod as it is now: the one of its namespace and name is replaced. */
  public Mesh withPod(Pod changed) {
    return new Mesh(parts.withPod(changed));
  }

  /** The settings of the mesh as a whole. */
  public MeshConfig config() {
    return parts.config();
  }

  /** The Services, in the order in which istiod takes them: by age, then by name. */
  public List<Service> services() {
    return parts.services().inOrder();
  }

  /**
   * The Services that a client's proxy knows, in the order in which istiod takes them: first those
   * that are exported to some namespaces, then those that are exported to all.
   */
  public List<Service> services(ClientWorkload client) {
    return services().stream()
        .filter(service -> service.isSeenFrom(client.namespace()))
        .sorted(Comparator.comparing(Service::isPublic))
        .toList();
  }

  /** The Services of type ExternalName, which are not among the others. */
  public ExternalNames externalNames() {
    return parts.externalNames();
  }

  /** The pods of the manifests, and those that their Deployments ask for. */
  public List<Pod> pods() {
    return parts.workloads().pods();
  }

  /** The localities of the cluster's nodes, by the name of the node, in their order. */
  public Map<String, Locality> nodes() {
    return parts.workloads().nodes();
  }

  public List<Deployment> deployments() {
    return parts.workloads().deployments();
  }

  /** The endpoints that answer for a port of a Service, ready or not. */
  public List<Endpoint> endpoints(Service service, ServicePort port) {
    return parts.workloads().endpoints().of(service, port);
  }

  /** The names of the ports that EndpointSlices list for a Service; empty where none are for it. */
  public Set<String> listedPorts(Service service) {
    return parts.workloads().endpoints().listedPorts(service);
  }

  /** The way in which callers may speak to an endpoint; plain text where it has no sidecar. */
  public MutualTls mutualTls(Endpoint endpoint) {
    return pod(endpoint)
        .filter(pod -> injection(pod).hasSidecar())
        .map(pod -> mutualTls(pod, endpoint.port()))
        .orElse(MutualTls.DISABLE);
  }

  /** The pod of an endpoint; empty where it is not one of the mesh. */
  public Optional<Pod> pod(Endpoint endpoint) {
    return parts.workloads().endpoints().pod(endpoint.address());
  }

  /** The PeerAuthentication that decides how callers may speak to a pod's port. */
  public Optional<String> peerAuthentication(Pod pod, int port) {
    return parts.rules().peerAuthentications().deciding(pod.namespace(), pod.labels(), port);
  }

  /** The reason why a pod has a sidecar, or has none. */
  public Injection injection(Pod pod) {
    return parts.rules().injections().of(pod.namespace(), pod.labels(), pod.refusal());
  }

  /** The reason why a caller has a sidecar, or has none. */
  public Injection injection(ClientWorkload caller) {
    return parts.rules().injections().of(caller.namespace(), caller.labels(), caller.refusal());
  }

  /** The way in which callers may speak to a port of a pod. */
  public MutualTls mutualTls(Pod pod, int port) {
    return parts.rules().peerAuthentications().mode(pod.namespace(), pod.labels(), port);
  }

  /** The ways in which callers may speak to a pod, its ports that no Service leads to included. */
  public PeerModes mutualTls(Pod pod) {
    return parts.rules().peerAuthentications().modes(pod.namespace(), pod.labels());
  }

  /** The ports of a pod that Services lead to, in the order of their numbers. */
  public List<ServedPort> servedPorts(Pod pod) {
    return new ServedPorts(parts.services(), parts.workloads().endpoints()).of(pod);
  }

  /** The policies about who may call a pod, as its sidecar applies them. */
  public List<AuthorizationPolicy> authorizationPolicies(Pod pod) {
    return authorizationPolicies(
        pod.namespace(), pod.locality().onto(pod.labels(), pod.place().node()));
  }

  /**
   * The policies about who may call a workload, in the order in which istiod takes them.
   *
   * @param labels its own, and those that say where it runs: policies may select by both
   */
  public List<AuthorizationPolicy> authorizationPolicies(
      String namespace, Map<String, String> labels) {
    return parts.rules().authorizationPolicies().inForce(namespace, labels);
  }

  /** The Service of a full name. */
  public Optional<Service> service(String fullName) {
    return parts.services().of(fullName);
  }

  /**
   * The Service that a client in a namespace reaches by a name, as its DNS resolver would complete
   * it: {@code server}, {@code server.shop}, {@code server.shop.svc}, or the full name.
   */
  public Optional<Service> service(String host, String fromNamespace) {
    return parts.services().of(host, fromNamespace);
  }

  /** The Services that a rule's host means: one for a full name, any number for a wildcard. */
  public List<Service> servicesCoveredBy(String host) {
    return parts.services().coveredBy(host);
  }

  /** The DestinationRule, merged, that a client applies to a Service; none if it knows no such. */
  public Optional<DestinationRule> destinationRule(ClientWorkload client, Service service) {
    return service.isSeenFrom(client.namespace())
        ? parts.rules().destinationRules().inForce(client, service)
        : Optional.empty();
  }

  /** The names of the subsets that DestinationRules define for a host. */
  public List<String> subsets(String host) {
    return parts.rules().destinationRules().subsets(host);
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
    return parts.rules().virtualServices().of(namespace, gateway);
  }

  /** The hosts that several VirtualServices are for. */
  public List<ContestedHost> contestedHosts() {
    return parts.rules().virtualServices().contestedHosts();
  }

  /** The hosts to which any VirtualService for some hosts leads, in full. */
  public Set<String> destinations(Set<String> hosts) {
    return parts.rules().virtualServices().destinations(hosts);
  }

  /** The workloads that the Gateways are for, each once. */
  public List<ClientWorkload> gatewayWorkloads() {
    return parts.gateways().all();
  }

  /** The gateway workload of a workload's labels; else the first; empty without a Gateway. */
  public Optional<ClientWorkload> gatewayWorkload(ClientWorkload asked) {
    return parts.gateways().like(asked);
  }

  /** The Services in front of gateway workloads. */
  public List<Service> gatewayServices() {
    return parts.gateways().services();
  }

  /** The ports that the Gateways open on a workload. */
  public List<GatewayPort> gatewayPorts(ClientWorkload workload) {
    return parts.gateways().ports(workload);
  }

  /** The patches of EnvoyFilters to the clusters of a proxy, in the order in which they apply. */
  public List<Fields> clusterPatches(ClientWorkload proxy) {
    RulesInForce rules = parts.rules();
    return EnvoyFilter.clusterPatches(rules.envoyFilters(), proxy, config().rootNamespace());
  }

  /** The pods that a Service's selector names, whatever their ports. */
  public List<Pod> selectedPods(Service service) {
    return parts.workloads().endpoints().selectedPods(service);
  }
}
