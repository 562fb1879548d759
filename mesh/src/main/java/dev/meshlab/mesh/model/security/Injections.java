package dev.meshlab.mesh.model.security;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The namespaces and pods that get sidecars.
 *
 * @param labels those of each namespace that the manifests show
 */
public record Injections(Map<String, Map<String, String>> labels) {

  static final String OF_POD = "sidecar.istio.io/inject";
  private static final String OF_NAMESPACE = "istio-injection";
  private static final String REVISION = "istio.io/rev";
  private static final String MODE = "istio.io/dataplane-mode";

  /** Those of Kubernetes itself (istio/istio, pkg/kube/inject IgnoredNamespaces). */
  private static final Set<String> IGNORED =
      Set.of("kube-system", "kube-public", "kube-node-lease", "local-path-storage");

  public Injections {
    labels = Map.copyOf(labels);
  }

  /** A namespace that refuses sidecars is not asked what its pods say. */
  public Injection of(String namespace, Map<String, String> podLabels, InjectionRefusal refusal) {
    if (IGNORED.contains(namespace)) {
      return Injection.IGNORED_NAMESPACE;
    }
    Injection found = byPod(podLabels, refusal).orElseGet(() -> byLabels(namespace, podLabels));
    return found.hasSidecar() && refusal == InjectionRefusal.OTHER_TEMPLATE
        ? Injection.OTHER_TEMPLATE
        : found;
  }

  /** The reason of a pod that refuses a sidecar. */
  private static Optional<Injection> byPod(
      Map<String, String> podLabels, InjectionRefusal refusal) {
    if (refusal == InjectionRefusal.HOST_NETWORK) {
      return Optional.of(Injection.HOST_NETWORK);
    }
    if (refusal == InjectionRefusal.RUNS_WITHOUT) {
      return Optional.of(Injection.RUNS_WITHOUT);
    }
    if ("false".equals(podLabels.get(OF_POD))) {
      return Optional.of(Injection.REFUSED_BY_POD);
    }
    return refusal == InjectionRefusal.ANNOTATION && !podLabels.containsKey(OF_POD)
        ? Optional.of(Injection.REFUSED_BY_ANNOTATION)
        : Optional.empty();
  }

  private Injection byLabels(String namespace, Map<String, String> podLabels) {
    Optional<Map<String, String>> shown = Optional.ofNullable(labels.get(namespace));
    Injection general = shown.map(Injections::ofNamespace).orElse(Injection.PRESUMED);
    boolean asked = "true".equals(podLabels.get(OF_POD)) || podLabels.containsKey(REVISION);
    return asked && general != Injection.DISABLED_IN_NAMESPACE ? Injection.ASKED_BY_POD : general;
  }

  private static Injection ofNamespace(Map<String, String> labels) {
    return switch (Objects.requireNonNullElse(labels.get(OF_NAMESPACE), "")) {
      case "enabled" -> Injection.ENABLED_IN_NAMESPACE;
      case "disabled" -> Injection.DISABLED_IN_NAMESPACE;
      default ->
          labels.containsKey(REVISION)
              ? Injection.ENABLED_IN_NAMESPACE
              : "ambient".equals(labels.get(MODE))
                  ? Injection.AMBIENT_NAMESPACE
                  : Injection.NOT_ASKED_FOR;
    };
  }
}
