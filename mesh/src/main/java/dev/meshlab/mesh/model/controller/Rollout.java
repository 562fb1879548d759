package dev.meshlab.mesh.model.controller;

import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.manifest.Reads;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A Rollout of Argo Rollouts, which makes pods as a Deployment does: of its own template, or of
 * that of a workload that it refers to (argoproj/argo-rollouts, docs/features/specification.md).
 *
 * @param root its fields
 * @param manifests where the workload and the Services that it names are
 * @param reads notes what is read of them
 */
public record Rollout(Document document, Fields root, ManifestSet manifests, Reads reads) {

  public static final String GROUP = "argoproj.io";
  public static final String KIND = "Rollout";

  /** The label by which its Services tell the pods of its templates apart. */
  public static final String HASH_LABEL = "rollouts-pod-template-hash";

  private static final List<String> REFERABLE = List.of("Deployment", "ReplicaSet");

  /** The values of {@code scaleDown} that leave the workload none of its own pods in the end. */
  private static final Set<String> SCALED_DOWN = Set.of("onsuccess", "progressively");

  /** The template of its pods; an empty one where it refers to what the manifests do not have. */
  public Fields template() {
    Fields spec = root.below("spec");
    return spec.has("workloadRef")
        ? referred()
            .map(workload -> Fields.of(workload, reads).below("spec").below("template"))
            .orElseGet(() -> spec.below("template"))
        : spec.below("template");
  }

  private Optional<Document> referred() {
    Fields reference = root.below("spec").below("workloadRef");
    reference.heed("apiVersion", "scaleDown");
    String kind = reference.string("kind", "");
    String name = reference.string("name", "");
    return REFERABLE.contains(kind)
        ? manifests.of("apps", kind).stream()
            .filter(d -> d.namespace().equals(document.namespace()) && d.name().equals(name))
            .findFirst()
        : Optional.empty();
  }

  /**
   * The workloads, as {@link Document#described}, that have no pods of their own any more, since
   * Rollouts have taken their place.
   */
  public static Set<String> scaledDown(ManifestSet manifests) {
    Set<String> scaledDown = new HashSet<>();
    for (Document document : manifests.of(GROUP, KIND)) {
      Fields root = Fields.of(document);
      String scaleDown = root.below("spec").below("workloadRef").string("scaleDown", "");
      if (SCALED_DOWN.contains(scaleDown)) {
        new Rollout(document, root, manifests, Reads.NONE)
            .referred()
            .ifPresent(workload -> scaledDown.add(workload.described()));
      }
    }
    return scaledDown;
  }

  /**
   * The hash of its stable template: as its status has it, or as its controller has written it into
   * the selector of the Service for the stable pods. Empty where neither is from a live cluster.
   */
  public Optional<String> hash() {
    return root.unnoted()
        .below("status")
        .string("stableRS")
        .filter(hash -> !hash.isEmpty())
        .or(this::hashOfService);
  }

  private Optional<String> hashOfService() {
    Fields strategy = root.unnoted().below("spec").below("strategy");
    String name =
        strategy
            .below("canary")
            .string("stableService")
            .or(() -> strategy.below("blueGreen").string("activeService"))
            .orElse("");
    return manifests.of("", "Service").stream()
        .filter(d -> d.namespace().equals(document.namespace()) && d.name().equals(name))
        .findFirst()
        .flatMap(service -> Fields.of(service).below("spec").below("selector").string(HASH_LABEL));
  }
}
