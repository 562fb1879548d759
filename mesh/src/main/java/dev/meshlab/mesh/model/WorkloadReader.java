package dev.meshlab.mesh.model;

import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.controller.Ownership;
import dev.meshlab.mesh.model.controller.Rollout;
import dev.meshlab.mesh.model.scheduling.NodeDemand;
import dev.meshlab.mesh.model.scheduling.SchedulableNode;
import dev.meshlab.mesh.model.scheduling.Scheduler;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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

  private void readMakers() {
    String apps = ManifestObjects.APPS;
    List<String> names = List.copyOf(nodes.keySet());
    Set<String> scaledDown = Rollout.scaledDown(objects.manifests());
    documents(apps, "Deployment")
        .map(d -> scaledDown.contains(d.described()) ? read(d).scaledDown() : read(d))
        .forEach(deployments::add);
    documents(apps, "StatefulSet").map(this::read).forEach(deployments::add);
    documents(apps, "DaemonSet")
        .map(d -> Deployment.ofDaemonSet(d, fields(d), names))
        .forEach(deployments::add);
    documents(Rollout.GROUP, Rollout.KIND).map(this::rollout).forEach(deployments::add);
    Stream.concat(
            documents(apps, "ReplicaSet"), documents(ManifestObjects.CORE, "ReplicationController"))
        .filter(d -> ownership.owner(d).isEmpty())
        .map(d -> scaledDown.contains(d.described()) ? read(d).scaledDown() : read(d))
        .forEach(deployments::add);
  }

  private Stream<Document> documents(String group, String kind) {
    return objects.manifests().of(group, kind).stream();
  }

  private Fields fields(Document document) {
    return Fields.of(document, objects.reads());
  }

  private Deployment read(Document document) {
    return Deployment.of(document, fields(document), scheduler);
  }

  private Deployment rollout(Document document) {
    Fields root = fields(document);
    Rollout rollout = new Rollout(document, root, objects.manifests(), objects.reads());
    Deployment read = Deployment.of(document, root, rollout.template(), scheduler);
    return rollout.hash().map(hash -> read.withLabel(Rollout.HASH_LABEL, hash)).orElse(read);
  }

  private void readPod(Document document) {
    Fields root = fields(document);
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
    Pod pod = Pod.of(document, root, workload, node(root), nodes, ip);
    pods.add(pod);
    if (root.below("status").has("podIP")) {
      running.add(pod);
    }
    if (owner.isEmpty()) {
      deployments.add(Deployment.ofPod(document, root));
    }
  }

  /** The node of a pod; that which a scheduler would choose, where no cluster has seen the pod. */
  private String node(Fields root) {
    Fields spec = root.below("spec");
    Optional<String> known = spec.string("nodeName");
    return known.isPresent() || root.has("status")
        ? known.orElse("")
        : scheduler.place(NodeDemand.of(spec), 1).stream().findFirst().orElse("");
  }

  /** Adds the pods that no manifest lists, whose workloads are yet to make them. */
  private void askForPods() {
    Set<String> names = new HashSet<>();
    for (Deployment deployment : deployments) {
      if (!withPods.contains(deployment.namespace() + "/" + deployment.id())) {
        pods.addAll(replicas(deployment, names));
      }
    }
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
