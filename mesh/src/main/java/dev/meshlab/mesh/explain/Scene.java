package dev.meshlab.mesh.explain;

import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.manifest.Reads;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Endpoint;
import dev.meshlab.mesh.model.Hosts;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.ServicePort;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What advisers look at. Looking leaves no trace: none of it counts as read.
 *
 * @param client who calls
 */
record Scene(ManifestSet manifests, Mesh mesh, ClientWorkload client) {

  static final String NETWORKING = "networking.istio.io";

  /**
   * A traffic policy where it stands: of a host, a subset or a port.
   *
   * @param host the full name
   * @param services those that it is for
   * @param labels of the subset; empty for the host
   */
  record Policy(Fields fields, String host, List<Service> services, Map<String, String> labels) {

    /** How many pods it is for, as far as the manifests say. */
    int pods(Mesh mesh) {
      return services.stream()
          .mapToInt(service -> (int) endpoints(mesh, service).count())
          .max()
          .orElse(0);
    }

    Stream<Endpoint> endpoints(Mesh mesh, Service service) {
      return service.ports().stream()
          .limit(1)
          .flatMap(port -> mesh.endpoints(service, port).stream())
          .filter(endpoint -> endpoint.matches(labels));
    }

    Stream<Endpoint> endpoints(Mesh mesh) {
      return services.stream().flatMap(service -> endpoints(mesh, service));
    }

    Stream<ServicePort> ports() {
      return services.stream().flatMap(service -> service.ports().stream());
    }
  }

  /** An HTTP route where it stands. */
  record Route(Document rule, Fields spec, Fields fields) {}

  /** The specs of all objects of a kind. */
  List<Fields> specs(String group, String kind) {
    return manifests.of(group, kind).stream().map(Scene::spec).toList();
  }

  static Fields spec(Document document) {
    return Fields.of(document, new Reads()).below("spec");
  }

  /** The traffic policies of all DestinationRules, those of subsets and ports among them. */
  List<Policy> policies() {
    List<Policy> policies = new ArrayList<>();
    for (Document document : manifests.of(NETWORKING, "DestinationRule")) {
      Fields spec = spec(document);
      String host = fullName(spec.string("host", ""), document.namespace());
      List<Service> services = mesh.servicesCoveredBy(host);
      spec.child("trafficPolicy")
          .ifPresent(policy -> add(policies, policy, host, services, Map.of()));
      for (Fields subset : spec.children("subsets")) {
        Map<String, String> labels = subset.stringMap("labels");
        subset
            .child("trafficPolicy")
            .ifPresent(policy -> add(policies, policy, host, services, labels));
      }
    }
    return policies;
  }

  private static void add(
      List<Policy> policies,
      Fields policy,
      String host,
      List<Service> services,
      Map<String, String> labels) {
    policies.add(new Policy(policy, host, services, labels));
    for (Fields port : policy.children("portLevelSettings")) {
      policies.add(new Policy(port, host, services, labels));
    }
  }

  /** The HTTP routes of all VirtualServices. */
  List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    for (Document document : manifests.of(NETWORKING, "VirtualService")) {
      Fields spec = spec(document);
      spec.children("http").forEach(http -> routes.add(new Route(document, spec, http)));
    }
    return routes;
  }

  /** The Service that a rule means by a host. */
  Optional<Service> service(String host, String namespace) {
    return mesh.service(fullName(host, namespace));
  }

  /** What a rule's host stands for: only a name without a dot is completed. */
  static String fullName(String host, String namespace) {
    return host.isEmpty() || host.contains(".") || host.startsWith("*")
        ? host
        : Hosts.ofService(host, namespace);
  }
}
