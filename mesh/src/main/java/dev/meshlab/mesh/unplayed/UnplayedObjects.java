package dev.meshlab.mesh.unplayed;

import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.Viewer;
import dev.meshlab.mesh.model.name.Hosts;
import dev.meshlab.mesh.schema.KindTrait;
import dev.meshlab.mesh.unplayed.Touch.AnyOf;
import dev.meshlab.mesh.unplayed.Touch.Clients;
import dev.meshlab.mesh.unplayed.Touch.FromWorkloads;
import dev.meshlab.mesh.unplayed.Touch.IfProxied;
import dev.meshlab.mesh.unplayed.Touch.ThroughGateways;
import dev.meshlab.mesh.unplayed.Touch.ToEndpoints;
import dev.meshlab.mesh.unplayed.Touch.ToHosts;
import dev.meshlab.mesh.unplayed.Touch.ToPods;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The objects of manifests on which a cluster acts and the lab does not. */
public final class UnplayedObjects {

  private static final String GATEWAY = "Gateway";

  private final List<Unplayed> all = new ArrayList<>();

  private UnplayedObjects() {}

  /** Those of a set of manifests, in their order. */
  public static List<Unplayed> of(ManifestSet manifests) {
    UnplayedObjects objects = new UnplayedObjects();
    for (Document document : manifests.documents()) {
      if (!KindTrait.PLAYED.isOf(document) && !KindTrait.IDLE.isOf(document)) {
        objects.addObject(document);
      }
    }
    manifests.of("", "Service").forEach(objects::addService);
    manifests.of("networking.istio.io", "EnvoyFilter").forEach(objects::addPatches);
    return List.copyOf(objects.all);
  }

  private void add(Document object, String path, String effect, Touch touch) {
    all.add(new Unplayed(object, path, effect, touch));
  }

  private void addObject(Document object) {
    Fields spec = Fields.of(object).below("spec");
    add(object, "kind", effect(object.kind()), touch(object, spec));
  }

  /** The effect of a kind in a cluster, as the rest of a sentence about an object of it. */
  private static String effect(String kind) {
    return switch (kind) {
      case "Sidecar" -> "decides which Services a caller sees, and how a pod is entered";
      case "ServiceEntry" -> "says where calls to its hosts go";
      case "WorkloadEntry" -> "is a further endpoint of Services";
      case "ReplicaSet", "ReplicationController" -> "makes further pods";
      case "Endpoints" -> "lists the addresses of a Service";
      case "RequestAuthentication" -> "refuses calls with invalid tokens";
      case "WasmPlugin", "TrafficExtension" -> "runs a program on calls";
      case "ProxyConfig" -> "sets how proxies run, such as the number of their workers";
      case "NetworkPolicy" -> "may refuse connections to pods";
      case "HTTPRoute", "TLSRoute", "TCPRoute", "UDPRoute" -> "routes calls";
      case "BackendTLSPolicy" -> "sets the TLS towards pods";
      case "ListenerSet" -> "opens further ports of a gateway";
      default -> "is taken into account";
    };
  }

  private static Touch touch(Document object, Fields spec) {
    String namespace = object.namespace();
    return switch (object.kind()) {
      case "Sidecar" -> sidecar(namespace, spec.below("workloadSelector").stringMap("labels"));
      case "ServiceEntry" -> new ToHosts(spec.strings("hosts"), Clients.OF_MESH);
      case "WorkloadEntry" -> new ToEndpoints(namespace, spec.stringMap("labels"));
      case "ReplicaSet", "ReplicationController" ->
          new ToEndpoints(namespace, podLabels(spec.below("template")));
      case "Endpoints" ->
          new ToHosts(List.of(Hosts.ofService(object.name(), namespace)), Clients.ALL);
      case "RequestAuthentication" -> entered(namespace, spec);
      case "WasmPlugin", "TrafficExtension", "ProxyConfig" ->
          proxies(namespace, spec.below("selector").stringMap("matchLabels"));
      case "NetworkPolicy" ->
          new ToPods(namespace, spec.below("podSelector").stringMap("matchLabels"));
      case "HTTPRoute", "TLSRoute", "TCPRoute", "UDPRoute" -> parents(namespace, spec);
      case "BackendTLSPolicy" -> targets(namespace, spec);
      case "ListenerSet" -> new ThroughGateways();
      default -> Touch.NOTHING;
    };
  }

  private static Map<String, String> podLabels(Fields template) {
    return template.below("metadata").stringMap("labels");
  }

  /** Callers' proxies, pods' and gateways'. */
  private static Touch proxies(String namespace, Map<String, String> labels) {
    return new AnyOf(
        List.of(
            ofCallers(namespace, labels),
            new FromWorkloads(namespace, labels, Viewer.GATEWAY),
            new ToPods(namespace, labels)));
  }

  private static Touch ofCallers(String namespace, Map<String, String> labels) {
    return new IfProxied(new FromWorkloads(namespace, labels, Viewer.CALLER));
  }

  /** Callers, with a proxy or without, and pods. */
  private static Touch sidecar(String namespace, Map<String, String> labels) {
    return new AnyOf(
        List.of(
            new FromWorkloads(namespace, labels, Viewer.CALLER), new ToPods(namespace, labels)));
  }

  private static Touch entered(String namespace, Fields spec) {
    Map<String, String> labels = spec.below("selector").stringMap("matchLabels");
    return new AnyOf(
        List.of(
            new FromWorkloads(namespace, labels, Viewer.GATEWAY), new ToPods(namespace, labels)));
  }

  /** A route's parents: Gateways for calls from outside, Services for those in the mesh. */
  private static Touch parents(String namespace, Fields spec) {
    List<Fields> parents = spec.children("parentRefs");
    Touch gateways =
        parents.stream().anyMatch(p -> p.string("kind", GATEWAY).equals(GATEWAY))
            ? new ThroughGateways()
            : Touch.NOTHING;
    return new AnyOf(List.of(gateways, services(namespace, parents.stream())));
  }

  private static Touch targets(String namespace, Fields spec) {
    return services(namespace, spec.children("targetRefs").stream());
  }

  private static Touch services(String namespace, Stream<Fields> references) {
    return new ToHosts(
        references
            .filter(reference -> reference.string("kind", "").equals("Service"))
            .map(
                reference ->
                    Hosts.ofService(
                        reference.string("name", ""), reference.string("namespace", namespace)))
            .toList(),
        Clients.OF_MESH);
  }

  private void addService(Document service) {
    Fields spec = Fields.of(service).below("spec");
    List<String> host = List.of(Hosts.ofService(service.name(), service.namespace()));
    if (spec.string("type", "").equals("ExternalName")) {
      add(service, "spec.type", "is another name of a host", new ToHosts(host, Clients.ALL));
    }
    if (spec.string("clusterIP", "").equals("None")) {
      add(
          service,
          "spec.clusterIP",
          "is headless, so that a client dials the pods' own addresses",
          new ToHosts(host, Clients.PROXIED));
    }
    if (spec.string("internalTrafficPolicy", "").equals("Local")) {
      add(
          service,
          "spec.internalTrafficPolicy",
          "keeps calls on the caller's node",
          new ToHosts(host, Clients.ALL));
    }
  }

  /** A patch of anything but clusters. */
  private void addPatches(Document filter) {
    Fields spec = Fields.of(filter).below("spec");
    String namespace = filter.namespace();
    Map<String, String> labels = spec.below("workloadSelector").stringMap("labels");
    int index = 0;
    for (Fields patch : spec.children("configPatches")) {
      if (!patch.string("applyTo", "").equals("CLUSTER")) {
        String context = patch.below("match").string("context", "ANY");
        add(
            filter,
            "spec.configPatches[" + index + "]",
            "patches " + patch.string("applyTo", "") + " of proxies",
            inContext(context, namespace, labels));
      }
      index++;
    }
  }

  private static Touch inContext(String context, String namespace, Map<String, String> labels) {
    return switch (context) {
      case "SIDECAR_OUTBOUND" -> ofCallers(namespace, labels);
      case "SIDECAR_INBOUND" -> new ToPods(namespace, labels);
      case "GATEWAY" -> new FromWorkloads(namespace, labels, Viewer.GATEWAY);
      default -> proxies(namespace, labels);
    };
  }
}
