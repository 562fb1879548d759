package dev.meshlab.lab.plane;

import dev.meshlab.lab.cast.PodAssignment;
import dev.meshlab.lab.cast.PodRole;
import dev.meshlab.lab.cast.ServerImage;
import dev.meshlab.lab.cast.Target;
import dev.meshlab.lab.cluster.Cluster;
import dev.meshlab.lab.cluster.ClusterObject;
import dev.meshlab.lab.cluster.Confinement;
import dev.meshlab.lab.cluster.PodsWanted;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.IstioNames;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Deployment;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The part of the manifests that a cluster is given: what the lab itself plays, and no more. Other
 * workloads would make calls of their own meanwhile.
 */
public final class ClusterManifests {

  private final ManifestSet manifests;
  private final Mesh mesh;
  private final ClientWorkload client;
  private final Set<Pod> pods;
  private final ClusterStandIns standIns;
  private final List<Document> applied = new ArrayList<>();
  private final List<Document> leftOut = new ArrayList<>();
  private final List<ClusterObject> beside = new ArrayList<>();
  private final List<PodsWanted> podsBeside = new ArrayList<>();
  private boolean sharedProcesses;

  /**
   * @param targets what is called; decides which pods are played
   * @param serverImage of stand-ins
   */
  public ClusterManifests(
      ManifestSet manifests,
      ClientWorkload client,
      PodAssignment casting,
      List<Target> targets,
      String serverImage) {
    this.manifests = manifests;
    this.mesh = Mesh.of(manifests);
    this.client = client;
    Map<Pod, PodRole> cast = casting.cast(targets);
    this.pods = cast.keySet();
    this.standIns = new ClusterStandIns(mesh, cast, serverImage);
    manifests.documents().forEach(each -> (isApplied(each) ? applied : leftOut).add(each));
  }

  /** Puts the processes of pods within reach of a program that runs in them. */
  public void shareProcesses() {
    sharedProcesses = true;
  }

  /** Adds a gateway of the lab's. */
  public void add(ClusterGateway gateway) {
    beside.addAll(gateway.objects());
    podsBeside.add(gateway.pods());
  }

  private boolean isApplied(Document document) {
    if (document.namespace().isEmpty()
        || document.namespace().equals(IstioNames.CONTROL_PLANE_NAMESPACE)
        || !Confinement.takes(document.group(), document.kind())) {
      return false;
    }
    return !isWorkload(document) || pods.stream().anyMatch(pod -> isOf(pod, document));
  }

  private boolean isWorkload(Document document) {
    return mesh.deployments().stream()
        .anyMatch(
            each ->
                each.namespace().equals(document.namespace()) && each.id().equals(id(document)));
  }

  private static boolean isOf(Pod pod, Document document) {
    return pod.namespace().equals(document.namespace()) && pod.workload().equals(id(document));
  }

  private static String id(Document document) {
    return document.kind() + "/" + document.name();
  }

  /** The objects to apply: accounts first, since no pod is made without its own. */
  List<ClusterObject> objects() {
    return Stream.of(
            missingAccounts(),
            applied.stream().flatMap(document -> confined(document).stream()),
            beside.stream())
        .flatMap(each -> each)
        .toList();
  }

  private Optional<ClusterObject> confined(Document document) {
    return new Confinement(namespaces().keySet(), !beside.isEmpty()).of(played(document));
  }

  /** True if the workloads of these, with their pods, are among those of others. */
  boolean areWithin(ClusterManifests others) {
    return namespaces().equals(others.namespaces()) && others.workloads().containsAll(workloads());
  }

  private List<ClusterObject> workloads() {
    return applied.stream().filter(this::isWorkload).map(this::played).toList();
  }

  private ClusterObject played(Document document) {
    ClusterObject object = object(document);
    return isWorkload(document)
        ? standIns
            .of(document.namespace(), id(document))
            .map(object::playedBy)
            .orElse(object)
            .withPodAnnotation(SidecarCounts.ANNOTATION, SidecarCounts.REGEX)
            .withSharedProcesses(sharedProcesses)
        : object;
  }

  private Stream<ClusterObject> missingAccounts() {
    return manifests.documents().stream()
        .filter(this::isWorkload)
        .flatMap(
            document ->
                Fields.of(document)
                    .below("spec")
                    .below("template")
                    .below("spec")
                    .string("serviceAccountName")
                    .filter(name -> !hasAccount(document.namespace(), name))
                    .map(name -> ClusterObject.account(document.namespace(), name))
                    .stream())
        .distinct();
  }

  private boolean hasAccount(String namespace, String name) {
    return name.equals("default")
        || manifests.of("", "ServiceAccount").stream()
            .anyMatch(each -> each.namespace().equals(namespace) && each.name().equals(name));
  }

  /** The object as its author wrote it. */
  public static ClusterObject object(Document document) {
    Fields root = Fields.of(document);
    return ClusterObject.of(
        root.names().stream()
            .flatMap(
                name -> root.json(name).map(json -> "\"%s\":%s".formatted(name, json)).stream())
            .collect(Collectors.joining(",", "{", "}")));
  }

  /** The rules and workloads among them, as a translation needs them beside what lives there. */
  List<Document> written() {
    return applied.stream()
        .filter(document -> document.group().contains(".") || isWorkload(document))
        .filter(document -> confined(document).isPresent())
        .toList();
  }

  /** The ports at which the ledgers of a pod are read. */
  List<Integer> maintenancePorts(Pod pod, PodRole role) {
    return standIns.maintenancePorts(pod, role);
  }

  /**
   * The labels of each namespace. One that the manifests do not show has sidecars, as is presumed
   * of it everywhere.
   */
  public Map<String, Map<String, String>> namespaces() {
    Set<String> names = new TreeSet<>();
    applied.forEach(each -> names.add(each.namespace()));
    names.add(client.namespace());
    Map<String, Map<String, String>> labels = new TreeMap<>();
    names.forEach(name -> labels.put(name, Map.of("istio-injection", "enabled")));
    manifests.of("", "Namespace").stream()
        .filter(each -> names.contains(each.name()))
        .forEach(
            each -> labels.put(each.name(), Fields.of(each).below("metadata").stringMap("labels")));
    return labels;
  }

  /** The pods that are to become ready, by namespace. */
  Map<String, List<PodsWanted>> pods() {
    Stream<PodsWanted> played =
        mesh.deployments().stream()
            .filter(each -> count(each) > 0)
            .map(
                each ->
                    new PodsWanted(
                        each.kind() + " " + each.name(),
                        each.namespace(),
                        each.labels(),
                        count(each),
                        of(each).anyMatch(pod -> mesh.injection(pod).hasSidecar())));
    return Stream.concat(played, podsBeside.stream())
        .collect(Collectors.groupingBy(PodsWanted::namespace));
  }

  private int count(Deployment deployment) {
    return (int) of(deployment).count();
  }

  private Stream<Pod> of(Deployment deployment) {
    return pods.stream()
        .filter(pod -> pod.namespace().equals(deployment.namespace()))
        .filter(pod -> pod.workload().equals(deployment.id()));
  }

  /** The manifests of namespaces that are not applied, as messages name them. */
  public List<String> leftOut() {
    return Stream.concat(
            leftOut.stream(), applied.stream().filter(each -> confined(each).isEmpty()))
        .filter(each -> !each.namespace().isEmpty() && !isClient(each))
        .map(each -> each.kind() + " " + each.name())
        .toList();
  }

  /** The lab's own client, whose part the Job has. */
  private boolean isClient(Document document) {
    return mesh.deployments().stream()
        .filter(ServerImage::isClient)
        .anyMatch(
            each ->
                each.namespace().equals(document.namespace()) && each.id().equals(id(document)));
  }

  /**
   * The changes that applying them would make in a cluster, a line each, as the files have them.
   */
  public List<String> diff(Cluster cluster) {
    return objects().stream().flatMap(each -> each.diff(cluster).lines().stream()).toList();
  }
}
