package dev.meshlab.mesh.model.controller;

import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.ManifestSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The workloads of manifests to which pods and ReplicaSets of the same manifests belong, as the
 * output of a live cluster has all of them. A controller notes the owner on what it makes ({@code
 * metadata.ownerReferences}).
 */
public final class Ownership {

  private static final String REPLICA_SET = "ReplicaSet";

  /** The API groups of the kinds that make pods, or what makes pods. */
  private static final Map<String, String> GROUPS =
      Map.of(
          "Deployment",
          "apps",
          REPLICA_SET,
          "apps",
          "StatefulSet",
          "apps",
          "DaemonSet",
          "apps",
          "ReplicationController",
          "",
          Rollout.KIND,
          Rollout.GROUP);

  /** The label with which a maker of ReplicaSets ends their names, by its kind. */
  private static final Map<String, String> HASH_LABELS =
      Map.of("Deployment", "pod-template-hash", Rollout.KIND, Rollout.HASH_LABEL);

  private final Map<String, Document> workloads = new HashMap<>();

  public Ownership(ManifestSet manifests) {
    GROUPS.forEach(
        (kind, group) ->
            manifests
                .of(group, kind)
                .forEach(d -> workloads.put(key(kind, d.namespace(), d.name()), d)));
  }

  private static String key(String kind, String namespace, String name) {
    return kind + " " + namespace + "/" + name;
  }

  /**
   * The workload to which an object belongs, the outermost of the manifests: of a Deployment's
   * ReplicaSet's pod, the Deployment. Empty where the manifests have none.
   */
  public Optional<Document> owner(Document made) {
    return maker(made).map(maker -> maker(maker).orElse(maker));
  }

  private Optional<Document> maker(Document made) {
    return Fields.of(made).below("metadata").children("ownerReferences").stream()
        .flatMap(
            reference ->
                referred(made, reference.string("kind", ""), reference.string("name", "")).stream())
        .findFirst();
  }

  private Optional<Document> referred(Document made, String kind, String name) {
    Optional<Document> listed = find(kind, made.namespace(), name);
    return listed.isPresent() || !kind.equals(REPLICA_SET) ? listed : makerOf(name, made);
  }

  /** The maker of a ReplicaSet that is not in the manifests, by the pod's label of its template. */
  private Optional<Document> makerOf(String replicaSet, Document pod) {
    Map<String, String> labels = Fields.of(pod).below("metadata").stringMap("labels");
    return HASH_LABELS.entrySet().stream()
        .flatMap(
            maker -> {
              String end = "-" + labels.getOrDefault(maker.getValue(), "");
              return replicaSet.endsWith(end)
                  ? find(maker.getKey(), pod.namespace(), without(replicaSet, end)).stream()
                  : Optional.<Document>empty().stream();
            })
        .findFirst();
  }

  private static String without(String name, String end) {
    return name.substring(0, name.length() - end.length());
  }

  private Optional<Document> find(String kind, String namespace, String name) {
    @Nullable Document workload = workloads.get(key(kind, namespace, name));
    return Optional.ofNullable(workload);
  }
}
