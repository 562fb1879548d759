package dev.meshlab.lab.run;

import dev.meshlab.lab.cluster.Cluster;
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

  /** Without workloads: pods that they do not have yet are no endpoints. */
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
   * The objects that are not the same in the files and in the cluster, as far as they can change
   * what a proxy is sent. Each is a line.
   */
  List<String> unlike(Cluster cluster) {
    Set<String> ofFiles = namespaces();
    Set<String> written = files.documents().stream().map(LiveMesh::key).collect(Collectors.toSet());
    List<String> lines = new ArrayList<>();
    live.stream()
        .filter(each -> isRule(each) && !each.holdsMeshConfig())
        .filter(each -> ofFiles.contains(each.namespace()) && !written.contains(key(each)))
        .forEach(each -> lines.add(key(each) + " is in the cluster, and not in the files"));
    Set<String> living = live.stream().map(LiveMesh::key).collect(Collectors.toSet());
    for (Document each : files.documents()) {
      if (isRule(each) && !living.contains(key(each))) {
        lines.add(key(each) + " is in the files, and not in the cluster");
      } else if (isRule(each) || each.kind().equals("Service")) {
        ClusterManifests.object(each).diff(cluster).changes().stream()
            .filter(change -> change.startsWith("spec"))
            .map(change -> "%s: %s".formatted(key(each), change))
            .forEach(lines::add);
      }
    }
    return lines;
  }

  private static String key(Document document) {
    return "%s %s/%s".formatted(document.kind(), document.namespace(), document.name());
  }
}
