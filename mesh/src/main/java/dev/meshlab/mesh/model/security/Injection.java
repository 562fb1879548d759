package dev.meshlab.mesh.model.security;

/**
 * The reason why a pod has a sidecar, or why it has none (istio/istio, pkg/kube/inject
 * injectRequired).
 */
public enum Injection {
  /** Its label {@code sidecar.istio.io/inject} is {@code "true"}, or it names a revision. */
  ASKED_BY_POD(true),
  /** Its label {@code sidecar.istio.io/inject} is {@code "false"}. */
  REFUSED_BY_POD(false),
  /**
   * Its annotation {@code sidecar.istio.io/inject} is {@code "false"}, and it has no such label.
   */
  REFUSED_BY_ANNOTATION(false),
  /** It would have one, but its annotation asks for another template in its place. */
  OTHER_TEMPLATE(false),
  /** It runs without the container of a sidecar, while other pods have one. */
  RUNS_WITHOUT(false),
  /** It shares the network of its node. */
  HOST_NETWORK(false),
  /** Its namespace is one of Kubernetes itself. */
  IGNORED_NAMESPACE(false),
  /** Its namespace has {@code istio-injection: enabled}, or a revision. */
  ENABLED_IN_NAMESPACE(true),
  /** Its namespace has {@code istio-injection: disabled}. */
  DISABLED_IN_NAMESPACE(false),
  /** Its namespace is one of the ambient mode. */
  AMBIENT_NAMESPACE(false),
  /** Its namespace has no label that asks for sidecars. */
  NOT_ASKED_FOR(false),
  /** The manifests do not show its namespace; sidecars are presumed. */
  PRESUMED(true);

  private final boolean sidecar;

  Injection(boolean sidecar) {
    this.sidecar = sidecar;
  }

  /** True if the pod has a sidecar. */
  public boolean hasSidecar() {
    return sidecar;
  }
}
