package dev.meshlab.mesh.advice;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.Adviser;
import dev.meshlab.mesh.advice.context.Block;
import dev.meshlab.mesh.advice.context.Policy;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.diagnostic.Idle;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.RewrittenFields;
import dev.meshlab.mesh.model.Endpoint;
import dev.meshlab.mesh.model.Locality;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.config.MeshConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Outlier detection that does more than eject, or less. */
final class OutlierAdvice implements Adviser {

  private static final long DEFAULT_ERRORS = 5;
  private static final String COUNT = "consecutive5xxErrors";
  private static final String OLD_NAME = "consecutiveErrors";

  @Override
  public List<Diagnostic> advise(AdviceContext context) {
    List<Diagnostic> advice = new ArrayList<>();
    for (Policy policy : context.policies()) {
      Optional<Fields> outlier = policy.fields().child("outlierDetection");
      if (outlier.isPresent()) {
        oldName(policy, outlier.get()).ifPresent(advice::add);
        nothing(outlier.get()).ifPresent(advice::add);
        gatewayErrors(outlier.get()).ifPresent(advice::add);
        minHealth(outlier.get()).ifPresent(advice::add);
        zonePinning(context, policy).ifPresent(advice::add);
      }
    }
    return advice;
  }

  /**
   * The block as it should read: the old name of a count, which istiod does not read, is mended.
   */
  static RewrittenFields mended(Fields outlier) {
    return RewrittenFields.copyOf(outlier)
        .carryIfAbsent(COUNT, RewrittenFields.at(outlier).carry(COUNT, outlier, OLD_NAME).fields())
        .without(OLD_NAME);
  }

  private static Optional<Diagnostic> oldName(Policy policy, Fields outlier) {
    if (!outlier.has(OLD_NAME)) {
      return Optional.empty();
    }
    boolean replaced = outlier.has(COUNT) || outlier.has("consecutiveGatewayErrors");
    String message =
        "is deprecated, and istiod reads nothing of it: "
            + (replaced
                ? "the counts of the other fields hold"
                : "Envoy's default holds, which ejects after 5 consecutive 5xx errors")
            + "; the new names are consecutive5xxErrors and consecutiveGatewayErrors";
    return Optional.of(
        outlier
            .diagnostic(
                DiagnosticId.CONSECUTIVE_ERRORS,
                OLD_NAME,
                message,
                Block.of("outlierDetection", mended(outlier)))
            .idling(
                List.of(
                    new Idle(
                        policy.document().position(), outlier.path(OLD_NAME), Idle.Side.BOTH))));
  }

  /** Success rates, which Envoy could judge by, are never enforced by Istio. */
  private static Optional<Diagnostic> nothing(Fields outlier) {
    if (outlier.integer("consecutive5xxErrors").orElse(DEFAULT_ERRORS) > 0
        || outlier.integer("consecutiveGatewayErrors").orElse(0L) > 0
        || outlier.bool("splitExternalLocalOriginErrors", false)) {
      return Optional.empty();
    }
    return Optional.of(
        outlier.diagnostic(
            DiagnosticId.OUTLIER_DETECTS_NOTHING,
            "consecutive5xxErrors",
            "0 switches it off, and nothing else is counted: no pod is ever ejected",
            Block.of("outlierDetection", mended(outlier).put(COUNT, DEFAULT_ERRORS))));
  }

  private static Optional<Diagnostic> gatewayErrors(Fields outlier) {
    long all = outlier.integer("consecutive5xxErrors").orElse(DEFAULT_ERRORS);
    long gateway = outlier.integer("consecutiveGatewayErrors").orElse(0L);
    if (gateway == 0 || all == 0 || gateway < all) {
      return Optional.empty();
    }
    String message =
        "gateway errors are among the 5xx that eject after %d already: %d has no effect"
            .formatted(all, gateway);
    RewrittenFields fixed = mended(outlier).without("consecutiveGatewayErrors");
    return Optional.of(
        outlier.diagnostic(
            DiagnosticId.GATEWAY_ERRORS_HIDDEN,
            "consecutiveGatewayErrors",
            message,
            Block.of("outlierDetection", fixed)));
  }

  private static Optional<Diagnostic> minHealth(Fields outlier) {
    long percent = outlier.integer("minHealthPercent").orElse(0L);
    if (percent == 0) {
      return Optional.empty();
    }
    String message =
        ("it neither gates ejection nor failover: below %d %% of healthy pods the proxy panics and"
                + " calls all of them, the ejected ones too")
            .formatted(percent);
    RewrittenFields fixed = mended(outlier).without("minHealthPercent");
    return Optional.of(
        outlier.diagnostic(
            DiagnosticId.MIN_HEALTH_PERCENT,
            "minHealthPercent",
            message,
            Block.of("outlierDetection", fixed)));
  }

  /** Outlier detection switches failover by locality on, whose first choice is the own zone. */
  private static Optional<Diagnostic> zonePinning(AdviceContext context, Policy policy) {
    Fields balancer = policy.block("loadBalancer");
    if (isChosen(balancer, context.mesh().config()) || !hasChoice(context, policy)) {
      return Optional.empty();
    }
    String message =
        "outlier detection also keeps calls in the caller's zone while its pods are healthy:"
            + " pods elsewhere get none";
    RewrittenFields setting =
        RewrittenFields.copyOf(balancer.below("localityLbSetting")).put("enabled", false);
    return Optional.of(
        policy
            .fields()
            .diagnostic(
                DiagnosticId.ZONE_PINNING,
                "outlierDetection",
                message,
                Block.of(
                    "loadBalancer",
                    RewrittenFields.copyOf(balancer).put("localityLbSetting", setting))));
  }

  /** True if the author has said where calls are to go, here or for the mesh. */
  private static boolean isChosen(Fields balancer, MeshConfig config) {
    Optional<Fields> own = balancer.child("localityLbSetting");
    return own.or(config::localityLbSetting).filter(OutlierAdvice::isChoice).isPresent()
        || (own.isEmpty() && config.zoneAwareLbSetting().isPresent())
        || balancer.has("zoneAwareLbSetting")
        || balancer.string("simple", "").equals("PASSTHROUGH");
  }

  private static boolean isChoice(Fields locality) {
    return !locality.bool("enabled", true)
        || locality.has("distribute")
        || locality.has("failover")
        || locality.has("failoverPriority");
  }

  /** True if there may be pods elsewhere, and the proxy may choose among them. */
  private static boolean hasChoice(AdviceContext context, Policy policy) {
    List<Locality> places = policy.endpoints(context.mesh()).map(Endpoint::locality).toList();
    List<Locality> zones = places.stream().distinct().toList();
    boolean oneZone = zones.size() == 1 && !zones.get(0).equals(Locality.UNKNOWN);
    boolean headless =
        !policy.services().isEmpty() && policy.services().stream().allMatch(Service::headless);
    return places.size() != 1 && !oneZone && !headless;
  }
}
