package dev.meshlab.mesh.model.security;

import dev.meshlab.mesh.manifest.Fields;

/**
 * The way in which a pod refuses a sidecar beside its labels (istio/istio, pkg/kube/inject
 * injectRequired).
 */
public enum InjectionRefusal {
  /** It does not refuse one. */
  NONE,
  /** Its annotation {@code sidecar.istio.io/inject}, which a label of that name overrides. */
  ANNOTATION,
  /** It shares the network of its node, where iptables would lead the node's traffic astray. */
  HOST_NETWORK;

  /**
   * The refusal of a pod, or of the pods of a template.
   *
   * @param pod its metadata and its spec
   */
  public static InjectionRefusal of(Fields pod) {
    if (pod.below("spec").bool("hostNetwork", false)) {
      return HOST_NETWORK;
    }
    Fields annotations = pod.below("metadata").below("annotations");
    return annotations.string(Injections.OF_POD, "").equals("false") ? ANNOTATION : NONE;
  }
}
