package dev.meshlab.mesh.model;

import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.manifest.Reads;
import dev.meshlab.mesh.model.Gateways.Written;
import dev.meshlab.mesh.model.ReferenceGrants.Grant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/** Builds a mesh from manifests: one pass for each kind that the model knows. */
final class MeshReader {

  private static final String ISTIO = "networking.istio.io";
  private static final String SECURITY = "security.istio.io";
  private static final String DISCOVERY = "discovery.k8s.io";
  private static final String GATEWAY_API = "gateway.networking.k8s.io";

  private static final Set<String> HONOURED =
      Set.of(
          "/Node",
          "/Pod",
          "/Service",
          "apps/Deployment",
          "apps/StatefulSet",
          "apps/DaemonSet",
          DISCOVERY + "/EndpointSlice",
          ISTIO + "/DestinationRule",
          ISTIO + "/EnvoyFilter",
          ISTIO + "/Gateway",
          ISTIO + "/VirtualService",
          SECURITY + "/PeerAuthentication",
          GATEWAY_API + "/Gateway",
          GATEWAY_API + "/GatewayClass",
          GATEWAY_API + "/GRPCRoute",
          GATEWAY_API + "/ReferenceGrant");

  /** Kinds that change nothing about who answers a call, so that ignoring them is right. */
  private static final Set<String> WITHOUT_EFFECT =
      Set.of(
          "/Namespace",
          "/ServiceAccount",
          "/ConfigMap",
          "/Secret",
          "/PersistentVolume",
          "/PersistentVolumeClaim",
          "/LimitRange",
          "/ResourceQuota",
          "telemetry.istio.io/Telemetry",
          "batch/Job",
          "batch/CronJob",
          "policy/PodDisruptionBudget",
          "scheduling.k8s.io/PriorityClass",
          "storage.k8s.io/StorageClass",
          "rbac.authorization.k8s.io/Role",
          "rbac.authorization.k8s.io/RoleBinding",
          "rbac.authorization.k8s.io/ClusterRole",
          "rbac.authorization.k8s.io/ClusterRoleBinding",
          "apiextensions.k8s.io/CustomResourceDefinition");

  private final ManifestSet manifests;
  private final Reads reads;
  private final Map<String, Locality> nodes = new LinkedHashMap<>();
  private int madeUp;

  MeshReader(ManifestSet manifests, Reads reads) {
    this.manifests = manifests;
    this.reads = reads;
  }

  Mesh read() {
    for (Document node : manifests.of("", "Node")) {
      nodes.put(node.name(), Locality.ofNode(Fields.of(node, reads)));
    }
    List<Deployment> deployments = deployments();
    List<Pod> pods = new ArrayList<>(written());
    deployments.forEach(deployment -> pods.addAll(replicas(deployment)));
    List<Service> services = services();
    Services known = new Services(services);
    Gateways gateways =
        new Gateways(all(ISTIO, "Gateway", Written::new), kubernetesGateways(), namespaces());
    return new Mesh(
        VirtualIps.assign(services),
        pods,
        deployments,
        all(DISCOVERY, "EndpointSlice", EndpointSlice::of),
        nodes,
        all(ISTIO, "DestinationRule", DestinationRule::of),
        virtualServices(known),
        () -> gatewayRoutes(known, gateways),
        gateways,
        all(ISTIO, "EnvoyFilter", EnvoyFilter::of),
        new PeerAuthentications(all(SECURITY, "PeerAuthentication", PeerAuthentication::of)));
  }

  private List<Written> kubernetesGateways() {
    GatewayClasses classes = new GatewayClasses();
    for (Document document : manifests.of(GATEWAY_API, "GatewayClass")) {
      Fields spec = Fields.of(document, reads).below("spec");
      classes.add(document.name(), spec.string("controllerName", ""));
    }
    return all(GATEWAY_API, "Gateway", Written::new).stream()
        .filter(gateway -> classes.areIstios(gateway.className()))
        .toList();
  }

  private List<Deployment> deployments() {
    List<String> names = List.copyOf(nodes.keySet());
    List<Deployment> deployments = new ArrayList<>(all("apps", "Deployment", Deployment::of));
    deployments.addAll(all("apps", "StatefulSet", Deployment::of));
    deployments.addAll(
        all("apps", "DaemonSet", (file, root) -> Deployment.ofDaemonSet(file, root, names)));
    return deployments;
  }

  /** The labels of the namespaces that the manifests describe. */
  private Map<String, Map<String, String>> namespaces() {
    Map<String, Map<String, String>> namespaces = new HashMap<>();
    for (Document document : manifests.of("", "Namespace")) {
      Fields metadata = Fields.of(document, reads).below("metadata");
      namespaces.put(document.name(), metadata.stringMap("labels"));
    }
    return namespaces;
  }

  /** Those that are written, delegates merged into them, and those that GRPCRoutes amount to. */
  private List<VirtualService> virtualServices(Services services) {
    List<VirtualService> written = all(ISTIO, "VirtualService", VirtualService::of);
    List<GrpcRoute> grpcRoutes = all(GATEWAY_API, "GRPCRoute", GrpcRoute::of);
    Delegation delegation = new Delegation(written);
    List<VirtualService> rules = new ArrayList<>();
    written.forEach(rule -> rules.add(delegation.merge(rule)));
    rules.addAll(new MeshRoutes(services).of(grpcRoutes));
    return rules;
  }

  /** Made when a gateway asks, so that what is written for gateways is read for them alone. */
  private List<VirtualService> gatewayRoutes(Services services, Gateways gateways) {
    ReferenceGrants grants =
        new ReferenceGrants(
            all(
                GATEWAY_API,
                "ReferenceGrant",
                (document, root) ->
                    new Grant(
                        document.namespace(),
                        root.below("spec").children("from"),
                        root.below("spec").children("to"))));
    return new GatewayRoutes(services, gateways, grants)
        .of(all(GATEWAY_API, "GRPCRoute", GrpcRoute::of));
  }

  private List<Service> services() {
    Map<String, Map<String, String>> annotations = new HashMap<>();
    for (Document namespace : manifests.of("", "Namespace")) {
      annotations.put(namespace.name(), Rules.annotations(Fields.of(namespace, reads)));
    }
    List<Service> services = new ArrayList<>();
    for (Document document : manifests.of("", "Service")) {
      Fields root = Fields.of(document, reads);
      if (!root.below("spec").string("type", "").equals("ExternalName")) {
        Map<String, String> inherited = annotations.getOrDefault(document.namespace(), Map.of());
        services.add(Service.of(document, root, inherited));
      }
    }
    return services;
  }

  private <T> List<T> all(String group, String kind, BiFunction<Document, Fields, T> read) {
    return manifests.of(group, kind).stream()
        .map(document -> read.apply(document, Fields.of(document, reads)))
        .toList();
  }

  private List<Pod> written() {
    return manifests.of("", "Pod").stream()
        .filter(document -> !Pod.isOver(Fields.of(document, reads)))
        .map(document -> Pod.of(document, Fields.of(document, reads), nodes, nextIp()))
        .toList();
  }

  private List<Pod> replicas(Deployment deployment) {
    List<Pod> pods = new ArrayList<>();
    for (int number = 1;
        number <= Math.min(deployment.replicas(), Deployment.MOST_PODS);
        number++) {
      pods.add(deployment.pod(number, nextIp(), nodes));
    }
    return pods;
  }

  /** Addresses of the range that most clusters give to pods; they are names, nobody dials them. */
  private String nextIp() {
    int next = madeUp++;
    return "10.244." + next / 254 + "." + (next % 254 + 1);
  }

  static boolean honours(Document document) {
    return HONOURED.contains(kind(document));
  }

  private static String kind(Document document) {
    return document.group() + "/" + document.kind();
  }

  static boolean isIdle(Document document) {
    return WITHOUT_EFFECT.contains(kind(document));
  }
}
