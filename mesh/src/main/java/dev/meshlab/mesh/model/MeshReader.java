package dev.meshlab.mesh.model;

import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.manifest.Reads;
import dev.meshlab.mesh.model.ExternalNames.ExternalName;
import dev.meshlab.mesh.model.security.AuthorizationPolicies;
import dev.meshlab.mesh.model.security.AuthorizationPolicy;
import dev.meshlab.mesh.model.security.Injections;
import dev.meshlab.mesh.model.security.PeerAuthentication;
import dev.meshlab.mesh.model.security.PeerAuthentications;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Builds a mesh from manifests: one pass for each kind that the model knows. */
final class MeshReader {

  private final ManifestObjects objects;
  private final Viewer viewer;

  MeshReader(ManifestSet manifests, Reads reads, Viewer viewer) {
    this.objects = ManifestObjects.of(manifests, reads);
    this.viewer = viewer;
  }

  MeshParts read() {
    Workloads workloads = new WorkloadReader(objects).read();
    Services services = new Services(VirtualIps.assign(services()));
    GatewayReader reader =
        new GatewayReader(objects, viewer == Viewer.GATEWAY ? objects : objects.unnoted());
    Gateways gateways = reader.gateways();
    GatewayWorkloads ofGateways =
        new GatewayWorkloads(services, workloads.pods(), gateways.oldestFirst());
    List<VirtualService> virtualServices = new ArrayList<>(virtualServices(services));
    virtualServices.addAll(reader.routes(services, gateways, ofGateways.open()));
    return new MeshParts(
        objects.config(), services, externalNames(), workloads, ofGateways, rules(virtualServices));
  }

  private RulesInForce rules(List<VirtualService> virtualServices) {
    String rootNamespace = objects.config().rootNamespace();
    return new RulesInForce(
        new DestinationRules(
            objects.all(ManifestObjects.NETWORKING, "DestinationRule", DestinationRule::of).stream()
                .map(rule -> rule.exportedBy(objects.config()))
                .toList(),
            rootNamespace),
        new VirtualServices(
            virtualServices.stream().map(rule -> rule.exportedBy(objects.config())).toList()),
        objects.all(ManifestObjects.NETWORKING, "EnvoyFilter", EnvoyFilter::of),
        new PeerAuthentications(
            objects.all(ManifestObjects.SECURITY, "PeerAuthentication", PeerAuthentication::of),
            rootNamespace),
        new AuthorizationPolicies(
            objects.all(ManifestObjects.SECURITY, "AuthorizationPolicy", AuthorizationPolicy::of),
            rootNamespace),
        injections());
  }

  /** By labels that no field of a rule depends on, so that reading them is not noted. */
  private Injections injections() {
    Map<String, Map<String, String>> labels = new HashMap<>();
    for (Document namespace : objects.manifests().of(ManifestObjects.CORE, "Namespace")) {
      labels.put(namespace.name(), Fields.of(namespace).below("metadata").stringMap("labels"));
    }
    return new Injections(labels);
  }

  /** Those that are written, delegates merged into them, and those that GRPCRoutes amount to. */
  private List<VirtualService> virtualServices(Services services) {
    List<VirtualService> written =
        objects.all(ManifestObjects.NETWORKING, "VirtualService", VirtualService::of).stream()
            .map(rule -> rule.exportedBy(objects.config()))
            .toList();
    List<GrpcRoute> grpcRoutes =
        objects.all(ManifestObjects.GATEWAY_API, "GRPCRoute", GrpcRoute::of);
    Delegation delegation = new Delegation(written);
    List<VirtualService> rules = new ArrayList<>();
    written.forEach(rule -> rules.add(delegation.merge(rule)));
    rules.addAll(new MeshRoutes(services).of(grpcRoutes));
    return rules;
  }

  private List<Service> services() {
    Map<String, Map<String, String>> annotations = new HashMap<>();
    for (Document namespace : objects.manifests().of(ManifestObjects.CORE, "Namespace")) {
      annotations.put(namespace.name(), Rules.annotations(Fields.of(namespace, objects.reads())));
    }
    List<Service> services = new ArrayList<>();
    for (Document document : objects.manifests().of(ManifestObjects.CORE, "Service")) {
      Fields root = Fields.of(document, objects.reads());
      if (!isExternalName(root)) {
        Map<String, String> inherited = annotations.getOrDefault(document.namespace(), Map.of());
        services.add(exported(Service.of(document, root, inherited, viewer)));
      }
    }
    return services;
  }

  private ExternalNames externalNames() {
    List<ExternalName> names = new ArrayList<>();
    for (Document document : objects.manifests().of(ManifestObjects.CORE, "Service")) {
      Fields root = Fields.of(document, objects.reads());
      if (isExternalName(root) && objects.discovery().includes(document.namespace())) {
        Service service = exported(Service.of(document, root, Map.of(), viewer));
        names.add(new ExternalName(service, root.below("spec").string("externalName", "")));
      }
    }
    return new ExternalNames(names);
  }

  private static boolean isExternalName(Fields root) {
    return root.below("spec").string("type", "").equals("ExternalName");
  }

  /** istiod knows nothing of a Service in a namespace that it does not discover. */
  private Service exported(Service service) {
    if (viewer == Viewer.ADDRESS) {
      return service;
    }
    return objects.discovery().includes(service.namespace())
        ? service.exportedBy(objects.config())
        : service.exportedTo(List.of("~"));
  }
}
