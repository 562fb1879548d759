package dev.meshlab.mesh.model;

import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.Gateways.Written;
import dev.meshlab.mesh.model.ReferenceGrants.Grant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads Gateways, and what is attached to them. */
final class GatewayReader {

  private final ManifestObjects objects;
  private final ManifestObjects ofGateways;

  /**
   * @param ofGateways the same objects, with the notes that are taken for gateways
   */
  GatewayReader(ManifestObjects objects, ManifestObjects ofGateways) {
    this.objects = objects;
    this.ofGateways = ofGateways;
  }

  Gateways gateways() {
    return Gateways.of(
        ofGateways.all(ManifestObjects.NETWORKING, "Gateway", Written::new),
        ofKubernetes(),
        namespaces());
  }

  private List<Written> ofKubernetes() {
    GatewayClasses classes = new GatewayClasses();
    for (Document document : objects.manifests().of(ManifestObjects.GATEWAY_API, "GatewayClass")) {
      Fields spec = Fields.of(document, objects.reads()).below("spec");
      classes.add(document.name(), spec.string("controllerName", ""));
    }
    return ofGateways.all(ManifestObjects.GATEWAY_API, "Gateway", Written::new).stream()
        .filter(gateway -> classes.areIstios(gateway.className()))
        .toList();
  }

  /** The labels of the namespaces that the manifests describe. */
  private Map<String, Map<String, String>> namespaces() {
    Map<String, Map<String, String>> namespaces = new HashMap<>();
    for (Document document : objects.manifests().of(ManifestObjects.CORE, "Namespace")) {
      Fields metadata = Fields.of(document, objects.reads()).below("metadata");
      namespaces.put(document.name(), metadata.stringMap("labels"));
    }
    return namespaces;
  }

  /**
   * The routes of the Gateway API that are attached to Gateways.
   *
   * @param isOpen whether any workload opens a port for these Gateways; where none does, nothing
   *     depends on their routes
   */
  List<VirtualService> routes(Services services, Gateways gateways, boolean isOpen) {
    ManifestObjects source = isOpen ? ofGateways : ofGateways.unnoted();
    ReferenceGrants grants =
        new ReferenceGrants(
            source.all(
                ManifestObjects.GATEWAY_API,
                "ReferenceGrant",
                (document, root) ->
                    new Grant(
                        document.namespace(),
                        root.below("spec").children("from"),
                        root.below("spec").children("to"))));
    return new AttachedGrpcRoutes(services, gateways, grants)
        .of(source.all(ManifestObjects.GATEWAY_API, "GRPCRoute", GrpcRoute::of));
  }
}
