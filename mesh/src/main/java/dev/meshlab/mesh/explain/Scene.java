package dev.meshlab.mesh.explain;

import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.manifest.Reads;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.GatewayServer;
import dev.meshlab.mesh.model.Hosts;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What advisers look at. Looking leaves no trace: none of it counts as read.
 *
 * @param client who calls
 * @param gatewayServers what the gateways of the mesh open
 */
record Scene(
    ManifestSet manifests, Mesh mesh, ClientWorkload client, List<GatewayServer> gatewayServers) {

  Scene(ManifestSet manifests, Mesh mesh, ClientWorkload client) {
    this(manifests, mesh, client, opened(mesh));
  }

  static final String NETWORKING = "networking.istio.io";

  /** The gateway that stands for all sidecars. */
  static final String MESH = "mesh";

  /** An HTTP route where it stands. */
  record Route(Document rule, Fields spec, Fields fields) {

    String namespace() {
      return rule.namespace();
    }

    /** The destinations that get calls: those of weight 0 among several get none. */
    List<Fields> destinations() {
      List<Fields> all = fields.children("route");
      return all.size() < 2
          ? all
          : all.stream().filter(to -> to.integer("weight").orElse(0L) > 0).toList();
    }
  }

  /** The specs of all objects of a kind. */
  List<Fields> specs(String group, String kind) {
    return manifests.of(group, kind).stream().map(Scene::spec).toList();
  }

  static Fields spec(Document document) {
    return Fields.of(document, new Reads()).below("spec");
  }

  /** The traffic policies of all DestinationRules, those of subsets and ports among them. */
  List<Policy> policies() {
    return manifests.of(NETWORKING, "DestinationRule").stream()
        .flatMap(document -> Policy.of(document, mesh))
        .toList();
  }

  /** The HTTP routes of all VirtualServices. */
  List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    for (Document document : virtualServices()) {
      Fields spec = spec(document);
      spec.children("http").forEach(http -> routes.add(new Route(document, spec, http)));
    }
    return routes;
  }

  List<Document> virtualServices() {
    return manifests.of(NETWORKING, "VirtualService");
  }

  /** The rule itself, or those that delegate to it. */
  List<Document> roots(Document rule) {
    if (!spec(rule).strings("hosts").isEmpty()) {
      return List.of(rule);
    }
    return virtualServices().stream()
        .filter(root -> spec(root).children("http").stream().anyMatch(h -> names(h, root, rule)))
        .toList();
  }

  private static boolean names(Fields http, Document root, Document delegate) {
    Fields reference = http.below("delegate");
    return reference.string("name", "").equals(delegate.name())
        && reference.string("namespace", root.namespace()).equals(delegate.namespace());
  }

  private static List<GatewayServer> opened(Mesh mesh) {
    return mesh.gatewayWorkloads().stream()
        .flatMap(workload -> mesh.gatewayPorts(workload).stream())
        .flatMap(port -> port.servers().stream())
        .distinct()
        .toList();
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

  /** The gateways of a rule, in full: {@code namespace/name}, or {@code mesh}. */
  static List<String> gateways(Document rule) {
    List<String> written = spec(rule).strings("gateways");
    return written.isEmpty()
        ? List.of(MESH)
        : written.stream().map(name -> gateway(name, rule.namespace())).toList();
  }

  /** {@code namespace/name}, also of the older form {@code name.namespace.svc.cluster.local}. */
  static String gateway(String name, String namespace) {
    if (name.equals(MESH)) {
      return name;
    }
    if (name.contains("/")) {
      return name.startsWith("./") ? namespace + name.substring(1) : name;
    }
    String[] parts = name.split("\\.", 3);
    return parts.length > 1 ? parts[1] + "/" + parts[0] : namespace + "/" + name;
  }
}
