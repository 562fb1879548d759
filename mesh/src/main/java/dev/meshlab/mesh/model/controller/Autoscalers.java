package dev.meshlab.mesh.model.controller;

import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.ManifestSet;
import java.util.HashMap;
import java.util.Map;

/**
 * The HorizontalPodAutoscalers and KEDA's ScaledObjects of manifests, as far as they hold without
 * load: they keep a number of pods between two bounds (kubernetes, pkg/controller/podautoscaler;
 * kedacore/keda, apis/keda/v1alpha1/scaledobject_types.go GetHPAMinReplicas).
 */
public final class Autoscalers {

  private static final int FEWEST = 1;
  private static final int MOST_OF_KEDA = 100;

  private record Bounds(int fewest, int most) {}

  private final Map<String, Bounds> byTarget = new HashMap<>();

  public Autoscalers(ManifestSet manifests) {
    for (Document document : manifests.of("autoscaling", "HorizontalPodAutoscaler")) {
      Fields spec = Fields.of(document).below("spec");
      int most = spec.integer("maxReplicas", Integer.MAX_VALUE);
      add(document, spec, "", new Bounds(spec.integer("minReplicas", FEWEST), most));
    }
    for (Document document : manifests.of("keda.sh", "ScaledObject")) {
      Fields spec = Fields.of(document).below("spec");
      int fewest = Math.max(FEWEST, spec.integer("minReplicaCount", 0));
      int most = spec.integer("maxReplicaCount", MOST_OF_KEDA);
      add(document, spec, "Deployment", new Bounds(fewest, most));
    }
  }

  private void add(Document document, Fields spec, String usualKind, Bounds bounds) {
    Fields target = spec.below("scaleTargetRef");
    String kind = target.string("kind", usualKind);
    byTarget.put(
        key(document.namespace(), kind, target.string("name", "")),
        new Bounds(bounds.fewest, Math.max(bounds.fewest, bounds.most)));
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
