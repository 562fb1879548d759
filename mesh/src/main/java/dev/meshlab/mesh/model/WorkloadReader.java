package dev.meshlab.mesh.model;

import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.controller.Maker;
import dev.meshlab.mesh.model.controller.Makers;
import dev.meshlab.mesh.model.controller.Ownership;
import dev.meshlab.mesh.model.scheduling.Placement;
import dev.meshlab.mesh.model.scheduling.PodDemand;
import dev.meshlab.mesh.model.scheduling.SchedulableNode;
import dev.meshlab.mesh.model.scheduling.Scheduler;
import dev.meshlab.mesh.model.security.InjectionRefusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads nodes, pods and what asks for pods. Where manifests list pods of a workload, as the output
 * of a live cluster does, these are all that it has; otherwise it has those that it asks for.
 */
final class WorkloadReader {

  private final ManifestObjects objects;
  private final Ownership ownership;
  private final Map<String, Locality> nodes = new LinkedHashMap<>();
  private final Scheduler scheduler;
  private final List<Deployment> deployments = new ArrayList<>();
  private final List<Pod> pods = new ArrayList<>();

  /** The pods that a cluster has given an address. */
  private final List<Pod> running = new ArrayList<>();

  private final ListedEndpoints endpoints;

  /** The addresses of pods by namespace and name, where endpoints tell. */
  private final Map<String, String> addresses;

  /** The workloads of which the manifests list pods, by namespace and id. */
  private final Set<String> withPods = new HashSet<>();

  private final boolean sidecarsAreShown;

  private int madeUp;

  WorkloadReader(ManifestObjects objects) {
    this.objects = objects;
    List<SchedulableNode> schedulable = new ArrayList<>();
    this.ownership = new Ownership(objects.manifests());
    this.endpoints = ListedEndpoints.of(objects);
    this.addresses = endpoints.addresses();
    for (Document node : objects.manifests().of(ManifestObjects.CORE, "Node")) {
      Fields root = Fields.of(node, objects.reads());
      nodes.put(node.name(), Locality.ofNode(root));
      schedulable.add(SchedulableNode.of(node, root));
    }
    this.scheduler = new Scheduler(schedulable);
    this.sidecarsAreShown =
        objects.manifests().of(ManifestObjects.CORE, "Pod").stream()
            .anyMatch(pod -> InjectionRefusal.hasSidecar(spec(pod)));
  }

  Workloads read() {
    readMakers();
    objects.manifests().of(ManifestObjects.CORE, "Pod").forEach(this::readPod);
    askForPods();
    String trustDomain = objects.config().unnoted().trustDomain(); // read where it is expected
    return Workloads.of(
        pods.stream().map(pod -> pod.inTrustDomain(trustDomain)).toList(),
        endpoints.ofController() ? running : List.of(),
        deployments,
        endpoints.slices(),
        nodes);
  }

  /** Those whose pods must run beside others get their nodes last. */
  private void readMakers() {
    List<Maker> makers =
        new Makers(objects.manifests(), objects.reads(), ownership, nodes.size()).all();
    Map<String, Placement> placements = new HashMap<>();
    for (boolean waiting : List.of(false, true)) {
      for (Maker maker : makers) {
        PodDemand demand = PodDemand.of(maker.document().namespace(), maker.template());
        if (demand.waitsForOthers() == waiting) {
          placements.put(maker.document().described(), placement(maker, demand));
        }
      }
    }
    for (Maker maker : makers) {
      String name = maker.document().described();
      deployments.add(Deployment.of(maker, placements.getOrDefault(name, Placement.UNKNOWN)));
    }
  }

  private Placement placement(Maker maker, PodDemand demand) {
    if (maker.isForEachNode()) {
      return Placement.on(List.copyOf(nodes.keySet()));
    }
    int known = Math.min(maker.replicas(), Deployment.MOST_PODS);
    return maker
        .template()
        .below("spec")
        .string("nodeName")
        .map(List::of)
        .map(Placement::on)
        .orElseGet(() -> scheduler.place(demand, known));
  }

  private void readPod(Document document) {
    Fields root = Fields.of(document, objects.reads());
    Optional<Document> owner = ownership.owner(document);
    String workload =
        owner
            .map(maker -> Deployment.id(maker.kind(), maker.name()))
            .orElseGet(() -> Deployment.id(document.kind(), document.name()));
    withPods.add(document.namespace() + "/" + workload);
    if (Pod.isOver(root)) {
      return;
    }
    String ip = address(document.namespace(), document.name());
    Placement placement = placement(document, root);
    String node = placement.nodes().stream().findFirst().orElse("");
    boolean runs = root.below("status").has("podIP");
    Pod read = Pod.of(document, root, workload, node, nodes, ip);
    Pod pod = runs && lacksSidecar(document) ? read.withoutSidecar() : read;
    pods.add(pod);
    if (runs) {
      running.add(pod);
    }
    if (owner.isEmpty()) {
      deployments.add(Deployment.ofPod(document, root, placement));
    }
  }

  /** Only where sidecars of others are shown: what is written by hand has none. */
  private boolean lacksSidecar(Document pod) {
    return sidecarsAreShown && !InjectionRefusal.hasProxy(spec(pod));
  }

  private static Fields spec(Document pod) {
    return Fields.of(pod).below("spec");
  }

  /** The node of a pod; that which a scheduler would choose, where no cluster has seen the pod. */
  private Placement placement(Document document, Fields root) {
    Optional<String> known = root.below("spec").string("nodeName");
    return known.isPresent() || root.has("status")
        ? Placement.on(known.stream().toList())
        : scheduler.place(PodDemand.of(document.namespace(), root), 1);
  }

  /** Adds the pods that no manifest lists, whose workloads are yet to make them. */
  private void askForPods() {
    Set<String> names = new HashSet<>();
    for (Deployment deployment : deployments) {
      if (!withPods.contains(deployment.key())) {
        pods.addAll(counted(deployment).orElseGet(() -> replicas(deployment, names)));
      }
    }
  }

  /** The pods that the workload has at this moment of a cluster's life. */
  private Optional<List<Pod>> counted(Deployment deployment) {
    return objects
        .manifests()
        .census()
        .of(deployment.key())
        .map(members -> members.stream().map(pod -> deployment.pod(pod, nodes)).toList());
  }

  /**
   * The pods of one workload.
   *
   * @param names of the pods of others, as two workloads may share a name and pods may not
   */
  private List<Pod> replicas(Deployment deployment, Set<String> names) {
    List<Pod> replicas = new ArrayList<>();
    int wanted = Math.min(deployment.replicas(), Deployment.MOST_PODS);
    for (int number = 1; replicas.size() < wanted; number++) {
      String name = deployment.podName(number);
      if (names.add(deployment.namespace() + "/" + name)) {
        String ip = address(deployment.namespace(), name);
        replicas.add(deployment.pod(number, ip, nodes));
      }
    }
    return replicas;
  }

  /**
   * The address of a pod to which no cluster has given one: what endpoints say, or one of the range
   * that most clusters give to pods. It is a name, which no client dials.
   */
  private String address(String namespace, String pod) {
    int next = madeUp++;
    return addresses.getOrDefault(
        namespace + "/" + pod, "10.244." + next / 254 + "." + (next % 254 + 1));
  }
}
