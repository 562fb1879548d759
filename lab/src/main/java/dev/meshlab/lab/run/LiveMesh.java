package dev.meshlab.lab.run;

import dev.meshlab.lab.cluster.Cluster;
import dev.meshlab.lab.cluster.ClusterObject;
import dev.meshlab.lab.cluster.LiveObjects;
import dev.meshlab.lab.plane.ClusterManifests;
import dev.meshlab.mesh.input.Manifests;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.schema.KindTrait;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The mesh of a cluster, as it should be by some files: their rules take the place of all rules
 * that live in their namespaces. The rules of other namespaces, and the pods and Services of all,
 * are as they live.
 */
final class LiveMesh {

  /** The API group of Deployments and their like. */
  private static final String WORKLOADS = "apps";

  private static final Pattern RULE_GROUPS =
      Pattern.compile(".*\\.istio\\.io|gateway\\.networking\\.k8s\\.io");

  private final ManifestSet files;
  private final List<Document> live;

  private LiveMesh(ManifestSet files, List<Document> live) {
    this.files = files;
    this.live = live;
  }

  static LiveMesh of(ManifestSet files, Cluster cluster) {
    return of(files, LiveObjects.everywhere(cluster));
  }

  /**
   * @param live the objects of the cluster, as a list in JSON
   */
  static LiveMesh of(ManifestSet files, String live) {
    return new LiveMesh(files, Manifests.parse("the cluster", live).documents());
  }

  /** The namespaces whose rules are in the files. */
  private Set<String> namespaces() {
    return files.documents().stream()
        .map(Document::namespace)
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toSet());
  }

  /** The mesh without workloads: a pod that one does not have yet cannot be an endpoint. */
  Mesh mesh() {
    Set<String> ofFiles = namespaces();
    boolean ownConfig = files.documents().stream().anyMatch(Document::holdsMeshConfig);
    return mesh(
        live.stream()
            .filter(each -> !each.group().equals(WORKLOADS))
            .filter(
                each ->
                    each.holdsMeshConfig()
                        ? !ownConfig
                        : !isRule(each) || !ofFiles.contains(each.namespace())));
  }

  private Mesh mesh(Stream<Document> living) {
    List<Document> documents =
        new ArrayList<>(files.documents().stream().filter(LiveMesh::isRule).toList());
    living.forEach(documents::add);
    return Mesh.of(new ManifestSet(documents, List.of()));
  }

  private static boolean isRule(Document document) {
    return KindTrait.RULE.isOf(document);
  }

  /** The mesh in which the caller is looked for: the files', if they have workloads. */
  Mesh callers() {
    Mesh written = Mesh.of(files);
    Set<String> ofFiles = namespaces();
    return written.deployments().isEmpty()
        ? mesh(
            live.stream()
                .filter(each -> each.namespace().isEmpty() || ofFiles.contains(each.namespace())))
        : written;
  }

  /**
   * The objects that may cause a difference: those that are not the same in the files and in the
   * cluster, and those that nothing here translates. Each is a line.
   */
  List<String> causes(Cluster cluster) {
    List<String> lines = new ArrayList<>();
    Set<String> written = keys(files.documents());
    Set<String> living = keys(live);
    live.stream()
        .filter(each -> isRule(each) && !each.holdsMeshConfig() && !written.contains(key(each)))
        .filter(each -> namespaces().contains(each.namespace()))
        .forEach(each -> lines.add(key(each) + " is in the cluster, and not in the files"));
    for (Document each : files.documents()) {
      if (isRule(each) && !living.contains(key(each))) {
        lines.add(key(each) + " is in the files, and not in the cluster");
      } else {
        changes(each, cluster).map(change -> key(each) + ": " + change).forEach(lines::add);
      }
    }
    live.stream()
        .filter(LiveMesh::isUntranslated)
        .forEach(each -> lines.add(key(each) + " is of a kind that the lab does not translate"));
    return lines;
  }

  /** The API server adds defaults to Services, and none to rules. */
  private static Stream<String> changes(Document written, Cluster cluster) {
    ClusterObject object = ClusterManifests.object(written);
    List<String> changes =
        isRule(written)
            ? object.exactDiff(cluster).changes()
            : written.kind().equals("Service") ? object.diff(cluster).changes() : List.of();
    return changes.stream().filter(change -> change.startsWith("spec"));
  }

  /** True if istiod translates it, and nothing here does. */
  private static boolean isUntranslated(Document document) {
    return RULE_GROUPS.matcher(document.group()).matches()
        && !KindTrait.PLAYED.isOf(document)
        && !KindTrait.IDLE.isOf(document);
  }

  private static Set<String> keys(List<Document> documents) {
    return documents.stream().map(LiveMesh::key).collect(Collectors.toSet());
  }

  private static String key(Document document) {
    return "%s %s/%s".formatted(document.kind(), document.namespace(), document.name());
  }
}
