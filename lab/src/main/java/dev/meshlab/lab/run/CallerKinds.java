package dev.meshlab.lab.run;

import dev.meshlab.lab.cast.ClusterNamespaces;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Deployment;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Service;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The kinds of callers among the Deployments: those of one kind are alike in all that rules ask of
 * a caller: its namespace, its sidecar, its zone, its node where a Service is for that of the
 * caller, the annotations that keep calls from its sidecar, and the labels that some rule names;
 * all labels where a rule asks for identities.
 */
final class CallerKinds {

  /** The annotations on which calls a proxy takes (istio/api, annotation/annotations.yaml). */
  private static final String INTERCEPTION = "traffic.sidecar.istio.io/";

  private final Mesh mesh;
  private final Set<String> labels = new HashSet<>();
  private final boolean identities;
  private final boolean nodes;
  private final Map<String, Map<String, String>> interception = new HashMap<>();

  /** The traits of a caller that rules can ask for. */
  private record Kind(
      String namespace,
      boolean sidecar,
      String place,
      Map<String, String> labels,
      Map<String, String> interception) {}

  CallerKinds(ManifestSet manifests, Mesh mesh) {
    this.mesh = mesh;
    manifests.documents().stream()
        .map(Fields::of)
        .map(root -> root.below("spec"))
        .flatMap(CallerKinds::selectors)
        .forEach(selector -> labels.addAll(selector.names()));
    this.nodes = mesh.services().stream().anyMatch(Service::nodeLocal);
    this.identities = manifests.documents().stream().anyMatch(CallerKinds::asksWhoCalls);
    manifests.documents().forEach(each -> interception.put(each.described(), interception(each)));
  }

  private static Stream<Fields> selectors(Fields spec) {
    Stream<Fields> sources =
        spec.children("http").stream()
            .flatMap(http -> http.children("match").stream())
            .map(match -> match.below("sourceLabels"));
    Fields workloads = spec.below("workloadSelector");
    return Stream.concat(
        sources, Stream.of(workloads.below("matchLabels"), workloads.below("labels")));
  }

  private static boolean asksWhoCalls(Document document) {
    return document.kind().equals("AuthorizationPolicy")
        && Fields.of(document).below("spec").children("rules").stream()
            .anyMatch(rule -> rule.has("from"));
  }

  /**
   * A Deployment of each kind but that of a caller: the first of each that only calls, or else the
   * first. Outside the mesh only the former count, since a server there may call others; and no
   * DaemonSet, which is an agent of its nodes.
   */
  List<Deployment> besides(ClientWorkload caller) {
    Map<Kind, Deployment> first = new LinkedHashMap<>();
    List<Deployment> callers = Clients.allCallingOnly(mesh).toList();
    List<Deployment> ordered =
        Stream.concat(callers.stream(), mesh.deployments().stream()).toList();
    for (Deployment each : ordered) {
      if (!each.isPod() && !ClusterNamespaces.include(each.namespace())) {
        Clients.named(mesh, each.namespace() + "/" + each.name())
            .ifPresent(workload -> first.putIfAbsent(kind(workload, intercepted(each)), each));
      }
    }
    first.remove(kind(caller, intercepted(caller)));
    Set<Deployment> outside = new HashSet<>(callers);
    outside.removeIf(each -> each.kind().equals("DaemonSet"));
    first
        .entrySet()
        .removeIf(each -> !each.getKey().sidecar() && !outside.contains(each.getValue()));
    return List.copyOf(first.values());
  }

  private static Map<String, String> interception(Document document) {
    Fields template = Fields.of(document).below("spec").below("template");
    Map<String, String> annotations =
        new TreeMap<>(template.below("metadata").stringMap("annotations"));
    annotations.keySet().removeIf(name -> !name.startsWith(INTERCEPTION));
    return annotations;
  }

  private Map<String, String> intercepted(Deployment workload) {
    return interception.getOrDefault(OtherCaller.name(workload), Map.of());
  }

  private Map<String, String> intercepted(ClientWorkload caller) {
    return mesh.deployments().stream()
        .filter(each -> each.namespace().equals(caller.namespace()))
        .filter(each -> each.labels().equals(caller.labels()))
        .findFirst()
        .map(this::intercepted)
        .orElse(Map.of());
  }

  private Kind kind(ClientWorkload workload, Map<String, String> intercepted) {
    Map<String, String> asked = new TreeMap<>(workload.labels());
    if (!identities) {
      asked.keySet().retainAll(labels);
    }
    return new Kind(
        workload.namespace(),
        mesh.injection(workload).hasSidecar(),
        nodes ? workload.node() : workload.locality().toString(),
        asked,
        intercepted);
  }
}
