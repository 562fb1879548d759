package dev.meshlab.mesh.model.security;

import dev.meshlab.mesh.manifest.Fields;
import java.util.stream.Stream;

/**
 * The way in which a pod refuses a sidecar beside its labels (istio/istio, pkg/kube/inject
 * injectRequired).
 */
public enum InjectionRefusal {
  /** It does not refuse one. */
  NONE,
  /** Its annotation {@code sidecar.istio.io/inject}, which a label of that name overrides. */
  ANNOTATION,
  /**
   * Its annotation {@code inject.istio.io/templates} names no {@code sidecar}, but for example
   * {@code grpc-agent}, which fetches xDS for the application and takes no calls.
   */
  OTHER_TEMPLATE,
  /**
   * It runs without the container of a sidecar, as a live cluster shows it, while pods beside it
   * have one: it is older than the label of its namespace, for example.
   */
  RUNS_WITHOUT,
  /** It shares the network of its node, where iptables would lead the node's traffic astray. */
  HOST_NETWORK;

  private static final String SIDECAR = "sidecar";
  private static final String CONTAINER = "istio-proxy";
  private static final String TEMPLATES = "inject.istio.io/templates";

  /** True if the spec of a pod has a proxy: that of a sidecar, or of a gateway. */
  public static boolean hasProxy(Fields podSpec) {
    return Stream.of("containers", "initContainers")
        .flatMap(list -> podSpec.children(list).stream())
        .anyMatch(InjectionRefusal::isProxy);
  }

  /** True if it has one beside a container of its own; the pod of a gateway has not. */
  public static boolean hasSidecar(Fields podSpec) {
    return hasProxy(podSpec)
        && podSpec.children("containers").stream().anyMatch(container -> !isProxy(container));
  }

  private static boolean isProxy(Fields container) {
    return container.string("name", "").equals(CONTAINER);
  }

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
    if (annotations.string(Injections.OF_POD, "").equals("false")) {
      return ANNOTATION;
    }
    String templates = annotations.string(TEMPLATES, "");
    boolean sidecar =
        Stream.of(templates.split(",")).anyMatch(each -> each.strip().equals(SIDECAR));
    return templates.isEmpty() || sidecar ? NONE : OTHER_TEMPLATE;
  }
}
