package dev.meshlab.mesh.explain;

import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Pods that get no sidecar although somebody asked for one. */
final class PodAdvice implements Adviser {

  private static final String INJECT = "sidecar.istio.io/inject";
  private static final Set<String> TEMPLATED = Set.of("Deployment", "StatefulSet", "DaemonSet");

  @Override
  public List<Advice> advise(Scene scene) {
    List<Advice> advice = new ArrayList<>();
    for (Document document : scene.manifests().documents()) {
      if (TEMPLATED.contains(document.kind())) {
        Fields metadata = Scene.spec(document).below("template").below("metadata");
        Fields annotations = metadata.below("annotations");
        boolean labelled = metadata.below("labels").has(INJECT);
        if (annotations.has(INJECT) && !labelled) {
          advice.add(
              Advice.of(
                  "injection-annotation",
                  annotations,
                  INJECT,
                  "injection by annotation is deprecated, and the webhook looks at labels only: in a"
                      + " namespace without istio-injection=enabled this pod gets no sidecar",
                  "metadata:\n  labels:\n    sidecar.istio.io/inject: \""
                      + annotations.string(INJECT, "true")
                      + "\"",
                  "pod-anatomy"));
        }
      }
    }
    return advice;
  }
}
