package dev.meshlab.mesh.model.controller;

import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.ManifestSet;
import java.util.HashMap;
import java.util.Map;

/**
 * The HorizontalPodAutoscalers of manifests, as far as they hold without load: they keep a number
 * of pods between two bounds (kubernetes, pkg/controller/podautoscaler).
 */
public final class Autoscalers {

  private static final int FEWEST = 1;

  private record Bounds(int fewest, int most) {}

  private final Map<String, Bounds> byTarget = new HashMap<>();

  public Autoscalers(ManifestSet manifests) {
    for (Document document : manifests.of("autoscaling", "HorizontalPodAutoscaler")) {
      Fields spec = Fields.of(document).below("spec");
      Fields target = spec.below("scaleTargetRef");
      int fewest = spec.integer("minReplicas", FEWEST);
      byTarget.put(
          key(document.namespace(), target.string("kind", ""), target.string("name", "")),
          new Bounds(fewest, Math.max(fewest, spec.integer("maxReplicas", Integer.MAX_VALUE))));
    }
  }

  /**
   * The number of pods of a workload.
   *
   * @param asked by the workload itself; a workload that asks for none is left alone
   */
  public int replicas(Document workload, int asked) {
    Bounds bounds = byTarget.get(key(workload.namespace(), workload.kind(), workload.name()));
    return bounds == null || asked == 0
        ? asked
        : Math.min(Math.max(asked, bounds.fewest), bounds.most);
  }

  private static String key(String namespace, String kind, String name) {
    return kind + " " + namespace + "/" + name;
  }
}
