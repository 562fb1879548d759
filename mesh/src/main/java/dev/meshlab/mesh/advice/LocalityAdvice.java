package dev.meshlab.mesh.advice;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.Adviser;
import dev.meshlab.mesh.advice.context.Block;
import dev.meshlab.mesh.advice.context.Policy;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.RewrittenFields;
import dev.meshlab.mesh.model.Endpoint;
import dev.meshlab.mesh.model.Locality;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Locality settings that leave pods out, or do nothing. */
final class LocalityAdvice implements Adviser {

  /** The share of a forgotten place in the correction, in percent. */
  private static final int SHARE = 10;

  @Override
  public List<Diagnostic> advise(AdviceContext context) {
    List<Diagnostic> advice = new ArrayList<>();
    for (Policy policy : context.policies()) {
      Fields locality = policy.fields().below("loadBalancer").below("localityLbSetting");
      if (locality.bool("enabled", true)) {
        locality.children("distribute").forEach(d -> distribute(context, policy, d, advice));
        failover(policy, locality).ifPresent(advice::add);
      }
    }
    return advice;
  }

  private static Optional<Diagnostic> failover(Policy policy, Fields locality) {
    if (policy.inForce("outlierDetection")) {
      return Optional.empty();
    }
    return List.of("failover", "failoverPriority").stream()
        .filter(locality::has)
        .findFirst()
        .map(
            field ->
                locality.diagnostic(
                    DiagnosticId.FAILOVER_WITHOUT_OUTLIER_DETECTION,
                    field,
                    "does nothing without outlierDetection, which is what finds a zone unhealthy",
                    "outlierDetection:     # beside loadBalancer\n  consecutive5xxErrors: 5\n"
                        + "  maxEjectionPercent: 100"));
  }

  private static void distribute(
      AdviceContext context, Policy policy, Fields distribute, List<Diagnostic> advice) {
    Fields to = distribute.below("to");
    List<Locality> places = policy.endpoints(context.mesh()).map(Endpoint::locality).toList();
    List<String> left =
        places.stream()
            .filter(place -> to.names().stream().noneMatch(place::within))
            .filter(place -> !place.equals(Locality.UNKNOWN))
            .map(Locality::toString)
            .distinct()
            .sorted()
            .toList();
    boolean unknown = places.isEmpty() || places.contains(Locality.UNKNOWN);
    if (!to.names().contains("*") && (unknown || !left.isEmpty())) {
      String from = distribute.string("from", "*");
      String message =
          "pods in a locality that is not listed here get no calls at all%s, whatever happens to the others"
                  .formatted(from.equals("*") ? "" : " from callers in " + from)
              + (left.isEmpty() ? "" : ": none in " + String.join(", ", left));
      advice.add(
          distribute.diagnostic(
              DiagnosticId.DISTRIBUTE_LEAVES_OUT,
              "to",
              message,
              fixed(
                  to,
                  unknown ? List.of() : places,
                  left.isEmpty() ? List.of("another-region/*") : left)));
    }
  }

  /**
   * All places, in percent. What is written makes room for what was forgotten; a place without pods
   * leaves its share to it.
   *
   * @param places of the pods
   * @param left those that are forgotten
   */
  private static String fixed(Fields to, List<Locality> places, List<String> left) {
    List<String> kept =
        to.names().stream()
            .filter(name -> places.isEmpty() || places.stream().anyMatch(at -> at.within(name)))
            .toList();
    int free = to.names().stream().mapToInt(name -> to.integer(name, 0)).sum();
    free -= kept.stream().mapToInt(name -> to.integer(name, 0)).sum();
    int share = Math.min(SHARE, 100 / (left.size() + kept.size() + 1));
    share = Math.max(share, free / left.size());
    Map<String, Integer> shares = new LinkedHashMap<>();
    for (String place : kept) {
      int written = to.integer(place, 0);
      shares.put(place, Math.max(1, written * (100 - share * left.size()) / (100 - free)));
    }
    for (String place : left) {
      shares.put(place, share);
    }
    int rest = 100 - shares.values().stream().mapToInt(Integer::intValue).sum();
    shares.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .ifPresent(largest -> largest.setValue(largest.getValue() + rest));
    RewrittenFields all = RewrittenFields.at(to);
    shares.forEach(all::put);
    return Block.of("to", all);
  }
}
