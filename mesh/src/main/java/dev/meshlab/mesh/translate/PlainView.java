package dev.meshlab.mesh.translate;

import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.manifest.Reads;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Endpoint;
import dev.meshlab.mesh.model.ExternalNames;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.ServicePort;
import dev.meshlab.mesh.model.TrafficDistribution;
import dev.meshlab.mesh.model.Viewer;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The virtual IPs of Services, as kube-proxy makes them: pods by labels, and port numbers. It knows
 * no protocols, and no rules of Istio but those by which pods refuse plain text.
 *
 * @param mesh what kube-proxy and the pods know of it
 * @param client the caller
 */
public record PlainView(Mesh mesh, ClientWorkload client) {

  private static final Set<String> KNOWN =
      Set.of(
          "",
          "apps",
          "argoproj.io",
          "autoscaling",
          "discovery.k8s.io",
          "keda.sh",
          "security.istio.io");

  /**
   * The address of a Service port.
   *
   * @param endpoints the pods' addresses that it leads to, ready or not
   * @param clientAffinity whether all connections of a client go to one of them
   * @param headless whether the name leads to the pods' own addresses, since it has no virtual IP
   * @param ofOtherNodes whether there are pods, all of them on nodes from which the Service keeps
   *     this client's calls
   */
  public record Address(
      List<Endpoint> endpoints, boolean clientAffinity, boolean headless, boolean ofOtherNodes) {}

  /** The view that a client has of manifests. */
  public static PlainView of(ManifestSet manifests, ClientWorkload client) {
    return new PlainView(mesh(manifests, Reads.NONE), client);
  }

  /** The mesh as kube-proxy and the pods know it, which notes what it reads. */
  public static Mesh mesh(ManifestSet manifests, Reads reads) {
    List<Document> known =
        manifests.documents().stream()
            .filter(document -> KNOWN.contains(document.group()))
            .toList();
    return Mesh.of(
        new ManifestSet(known, List.of()).withCensus(manifests.census()), reads, Viewer.ADDRESS);
  }

  /** kube-proxy does nothing for a headless Service, so its session affinity has no effect. */
  private Address address(Service service, ServicePort port) {
    List<Endpoint> all = mesh.endpoints(service, port);
    List<Endpoint> led = service.headless() ? all : led(service, all);
    return new Address(
        led,
        service.clientAffinity() && !service.headless(),
        service.headless(),
        led.isEmpty() && !all.isEmpty());
  }

  /** The address of a Service port; empty where there is no such Service or port. */
  public Optional<Address> address(String host, int port) {
    return serviceNamed(host)
        .flatMap(service -> service.port(port).map(found -> address(service, found)));
  }

  private List<Endpoint> led(Service service, List<Endpoint> all) {
    return preferred(
        service, all.stream().filter(endpoint -> service.leads(client, endpoint)).toList());
  }

  /**
   * The endpoints that kube-proxy on the client's node uses by the hints of a Service's traffic
   * distribution: those that share most with the client; all, where none shares anything
   * (Kubernetes, pkg/proxy/topology.go).
   */
  private List<Endpoint> preferred(Service service, List<Endpoint> all) {
    if (service.trafficDistribution() == TrafficDistribution.ANY) {
      return all;
    }
    List<Endpoint> near =
        all.stream()
            .filter(e -> e.ready() && isKnown(e) && e.locality().zone().equals(zone()))
            .toList();
    List<Endpoint> here =
        service.trafficDistribution() == TrafficDistribution.PREFER_SAME_NODE
            ? near.stream().filter(endpoint -> endpoint.node().equals(client.node())).toList()
            : List.of();
    return !here.isEmpty() ? here : !near.isEmpty() ? near : all;
  }

  private String zone() {
    return client.locality().zone();
  }

  private static boolean isKnown(Endpoint endpoint) {
    return !endpoint.locality().zone().isEmpty();
  }

  /** DNS answers for a Service of type ExternalName with the name that it stands for. */
  private Optional<Service> serviceNamed(String host) {
    ExternalNames names = mesh.externalNames();
    return mesh.service(host)
        .or(() -> names.of(host).flatMap(names::lastTarget).flatMap(mesh::service));
  }
}
