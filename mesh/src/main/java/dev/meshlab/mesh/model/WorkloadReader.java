package dev.meshlab.mesh.model;

import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.scheduling.SchedulableNode;
import dev.meshlab.mesh.model.scheduling.Scheduler;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads nodes, pods and what asks for pods. */
final class WorkloadReader {

  private final ManifestObjects objects;
  private final Map<String, Locality> nodes = new LinkedHashMap<>();
  private final Scheduler scheduler;
  private int madeUp;

  WorkloadReader(ManifestObjects objects) {
    this.objects = objects;
    List<SchedulableNode> schedulable = new ArrayList<>();
    for (Document node : objects.manifests().of(ManifestObjects.CORE, "Node")) {
      Fields root = Fields.of(node, objects.reads());
      nodes.put(node.name(), Locality.ofNode(root));
      schedulable.add(SchedulableNode.of(node, root));
    }
    this.scheduler = new Scheduler(schedulable);
  }

  Workloads read() {
    List<Deployment> deployments = deployments();
    List<Pod> pods = new ArrayList<>(written());
    deployments.forEach(deployment -> pods.addAll(replicas(deployment)));
    String trustDomain = objects.config().unnoted().trustDomain(); // read where it is expected
    return Workloads.of(
        pods.stream().map(pod -> pod.inTrustDomain(trustDomain)).toList(),
        deployments,
        objects.all(ManifestObjects.DISCOVERY, "EndpointSlice", EndpointSlice::of),
        nodes);
  }

  private List<Deployment> deployments() {
    String apps = ManifestObjects.APPS;
    List<String> names = List.copyOf(nodes.keySet());
    List<Deployment> deployments =
        new ArrayList<>(objects.all(apps, "Deployment", this::deployment));
    deployments.addAll(objects.all(apps, "StatefulSet", this::deployment));
    deployments.addAll(
        objects.all(apps, "DaemonSet", (file, root) -> Deployment.ofDaemonSet(file, root, names)));
    return deployments;
  }

  private Deployment deployment(Document document, Fields root) {
    return Deployment.of(document, root, scheduler);
  }

  private List<Pod> written() {
    return objects.manifests().of(ManifestObjects.CORE, "Pod").stream()
        .filter(document -> !Pod.isOver(Fields.of(document, objects.reads())))
        .map(document -> Pod.of(document, Fields.of(document, objects.reads()), nodes, nextIp()))
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

  /**
   * Addresses of the range that most clusters give to pods; they are names, which no client dials.
   */
  private String nextIp() {
    int next = madeUp++;
    return "10.244." + next / 254 + "." + (next % 254 + 1);
  }
}
