package dev.meshlab.mesh.explain;

import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.Endpoint;
import dev.meshlab.mesh.model.Locality;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Outlier detection that ejects nobody, or does more than eject. */
final class OutlierAdvice implements Adviser {

  /** Envoy's, which Istio leaves alone. */
  private static final int DEFAULT_PERCENT = 10;

  private static final long DEFAULT_ERRORS = 5;

  @Override
  public List<Advice> advise(Scene scene) {
    List<Advice> advice = new ArrayList<>();
    for (Scene.Policy policy : scene.policies()) {
      Optional<Fields> outlier = policy.fields().child("outlierDetection");
      if (outlier.isPresent()) {
        neverEjects(scene, policy, outlier.get()).ifPresent(advice::add);
        gatewayErrors(outlier.get()).ifPresent(advice::add);
        minHealth(outlier.get()).ifPresent(advice::add);
        zonePinning(scene, policy).ifPresent(advice::add);
      }
    }
    return advice;
  }

  /** Envoy ejects one of n hosts only while 100/n is at most the percentage. */
  private static Optional<Advice> neverEjects(Scene scene, Scene.Policy policy, Fields outlier) {
    int written = outlier.integer("maxEjectionPercent", 0);
    int percent = written == 0 ? DEFAULT_PERCENT : written;
    int pods = policy.pods(scene.mesh());
    int needed = (100 + percent - 1) / percent;
    boolean unknown = pods == 0 && percent < 50;
    if (!unknown && (pods < 2 || pods >= needed)) {
      return Optional.empty();
    }
    String limit =
        written == 0 ? "without maxEjectionPercent at most 10 %" : "at most " + percent + " %";
    String message =
        unknown
            ? "%s of the pods may be ejected: with fewer than %d pods none ever is"
                .formatted(limit, needed)
            : "%s of %d pods may be ejected, and one of them is more: none ever is"
                .formatted(limit, pods);
    int enough = pods < 2 ? 50 : Math.max(50, (100 + pods - 1) / pods);
    String fix = "outlierDetection:\n  maxEjectionPercent: " + enough;
    return Optional.of(
        Advice.of(
            "ejection-never", outlier, "maxEjectionPercent", message, fix, "ejection-percent"));
  }

  private static Optional<Advice> gatewayErrors(Fields outlier) {
    long all = outlier.integer("consecutive5xxErrors").orElse(DEFAULT_ERRORS);
    long gateway = outlier.integer("consecutiveGatewayErrors").orElse(0L);
    if (gateway == 0 || all == 0 || gateway < all) {
      return Optional.empty();
    }
    String message =
        "gateway errors are among the 5xx that eject after %d already: %d has no effect"
            .formatted(all, gateway);
    String fix = "outlierDetection:\n  consecutive5xxErrors: " + all;
    return Optional.of(
        Advice.of(
            "gateway-errors-hidden",
            outlier,
            "consecutiveGatewayErrors",
            message,
            fix,
            "outlier-detection"));
  }

  private static Optional<Advice> minHealth(Fields outlier) {
    long percent = outlier.integer("minHealthPercent").orElse(0L);
    if (percent == 0) {
      return Optional.empty();
    }
    String message =
        ("it neither gates ejection nor failover: below %d %% of healthy pods the proxy panics and"
                + " calls all of them, the ejected ones too")
            .formatted(percent);
    return Optional.of(
        Advice.of(
            "min-health-percent",
            outlier,
            "minHealthPercent",
            message,
            "outlierDetection:\n  maxEjectionPercent: 50   # and no minHealthPercent",
            "outlier-detection"));
  }

  /** Outlier detection switches failover by locality on, whose first choice is the own zone. */
  private static Optional<Advice> zonePinning(Scene scene, Scene.Policy policy) {
    Fields loadBalancer = policy.fields().below("loadBalancer");
    Fields locality = loadBalancer.below("localityLbSetting");
    boolean chosen = !locality.bool("enabled", true) || locality.has("distribute");
    List<Locality> zones =
        policy.endpoints(scene.mesh()).map(Endpoint::locality).distinct().toList();
    boolean oneZone = zones.size() == 1 && !zones.get(0).equals(Locality.UNKNOWN);
    if (chosen || oneZone || locality.has("failover") || locality.has("failoverPriority")) {
      return Optional.empty();
    }
    String message =
        "outlier detection also keeps calls in the caller's zone while its pods are healthy:"
            + " pods elsewhere get none";
    String fix = "loadBalancer:\n  localityLbSetting:\n    enabled: false";
    return Optional.of(
        Advice.of(
            "zone-pinning", policy.fields(), "outlierDetection", message, fix, "zone-pinning"));
  }
}
