package dev.meshlab.mesh.model.security;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The namespaces and pods that get sidecars.
 *
 * @param labels those of each namespace that the manifests show
 */
public record Injections(Map<String, Map<String, String>> labels) {

  private static final String OF_POD = "sidecar.istio.io/inject";
  private static final String OF_NAMESPACE = "istio-injection";
  private static final String REVISION = "istio.io/rev";
  private static final String MODE = "istio.io/dataplane-mode";

  public Injections {
    labels = Map.copyOf(labels);
  }

  /** A namespace that refuses sidecars is not asked what its pods say. */
  public Injection of(String namespace, Map<String, String> podLabels) {
    Optional<Map<String, String>> shown = Optional.ofNullable(labels.get(namespace));
    Injection general = shown.map(Injections::ofNamespace).orElse(Injection.PRESUMED);
    String own = podLabels.getOrDefault(OF_POD, "");
    if (own.equals("false")) {
      return Injection.REFUSED_BY_POD;
    }
    boolean asked = own.equals("true") || podLabels.containsKey(REVISION);
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
