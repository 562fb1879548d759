package dev.meshlab.mesh.model;

import dev.meshlab.mesh.manifest.Fields;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The endpoints that callers of a Service prefer (istio/istio, model.GetTrafficDistribution). */
public enum TrafficDistribution {
  /** No preference. */
  ANY,
  /** {@code PreferClose} too, which is its old name. */
  PREFER_SAME_ZONE,
  PREFER_SAME_NODE;

  /** The annotation of a Service or namespace that asks for the same. */
  public static final String ANNOTATION = "networking.istio.io/traffic-distribution";

  /** The labels that an endpoint should share with the caller, the weightiest first. */
  public List<String> failoverPriority() {
    if (this == ANY) {
      return List.of();
    }
    List<String> zone = List.of(Locality.NETWORK, Locality.REGION, Locality.ZONE);
    return this == PREFER_SAME_ZONE
        ? zone
        : Stream.concat(zone.stream(), Stream.of(Locality.SUBZONE, Locality.HOSTNAME)).toList();
  }

  /** The field decides, else the Service's annotation, else its namespace's. */
  static TrafficDistribution of(Fields service, Map<String, String> namespaceAnnotations) {
    Map<String, String> own = Rules.annotations(service);
    return ofField(service.below("spec"))
        .or(() -> annotated(own))
        .or(() -> annotated(namespaceAnnotations))
        .orElse(ANY);
  }

  /** That of the field alone, which is all that Kubernetes knows of; empty for none. */
  static Optional<TrafficDistribution> ofField(Fields spec) {
    return spec.string("trafficDistribution")
        .map(TrafficDistribution::named)
        .filter(known -> known != ANY);
  }

  private static Optional<TrafficDistribution> annotated(Map<String, String> annotations) {
    return Optional.ofNullable(annotations.get(ANNOTATION))
        .filter(value -> !value.isEmpty())
        .map(TrafficDistribution::named);
  }

  private static TrafficDistribution named(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "prefersamezone", "preferclose" -> PREFER_SAME_ZONE;
      case "prefersamenode" -> PREFER_SAME_NODE;
      default -> ANY;
    };
  }
}
