package dev.meshlab.mesh.advice;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.Adviser;
import dev.meshlab.mesh.advice.context.Block;
import dev.meshlab.mesh.advice.context.Policy;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.RewrittenFields;
import dev.meshlab.mesh.model.Service;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Outlier detection that can never eject: Envoy ejects one more of n hosts only if the percentage
 * that is then ejected, 100/n for the first, is within maxEjectionPercent (DetectorImpl.ejectHost).
 */
final class EjectionAdvice implements Adviser {

  /** Envoy's, which Istio leaves alone. */
  private static final int DEFAULT_PERCENT = 10;

  /** Enough for any two pods. */
  private static final int HALF = 50;

  /** Pods that are one cluster to the proxy. */
  private record Group(String name, int pods) {}

  @Override
  public List<Diagnostic> advise(AdviceContext context) {
    List<Diagnostic> advice = new ArrayList<>();
    for (Policy policy : context.policies()) {
      policy
          .fields()
          .child("outlierDetection")
          .flatMap(outlier -> advise(context, policy, outlier))
          .ifPresent(advice::add);
    }
    return advice;
  }

  private static Optional<Diagnostic> advise(AdviceContext context, Policy policy, Fields outlier) {
    int written = outlier.integer("maxEjectionPercent", 0);
    int percent = written == 0 ? DEFAULT_PERCENT : written;
    String limit =
        written == 0 ? "without maxEjectionPercent at most 10 %" : "at most " + percent + " %";
    List<Group> groups = groups(context, policy);
    if (groups.isEmpty() && percent < HALF) {
      String message =
          "%s of the pods may be ejected: with fewer than %d pods none ever is"
              .formatted(limit, (100 + percent - 1) / percent);
      return Optional.of(advice(outlier, message, HALF));
    }
    return groups.stream()
        .filter(group -> group.pods * percent < 100)
        .max(Comparator.comparing(Group::pods))
        .map(group -> tooFew(outlier, limit, group, groups));
  }

  private static Diagnostic tooFew(Fields outlier, String limit, Group group, List<Group> all) {
    String consequence =
        group.pods == 1
            ? "it never is, and there is no other pod to call"
            : "a single pod is already more than that, so none ever is";
    String message =
        "%s of %d pod%s%s may be ejected; %s"
            .formatted(limit, group.pods, group.pods == 1 ? "" : "s", group.name, consequence);
    int fewest = all.stream().mapToInt(Group::pods).min().orElse(group.pods);
    return advice(outlier, message, Math.max(HALF, (100 + fewest - 1) / fewest));
  }

  /** Those of the host or of the subset; of subsets that inherit the policy, those of some pods. */
  private static List<Group> groups(AdviceContext context, Policy policy) {
    List<Group> groups = new ArrayList<>();
    for (Service service : policy.services()) {
      groups.add(group(context, service, policy.subset(), policy.labels()));
      for (Fields heir : policy.subset().isEmpty() ? policy.heirs("outlierDetection") : NONE) {
        Group subset = group(context, service, heir.string("name", ""), heir.stringMap("labels"));
        if (subset.pods > 1) {
          groups.add(subset);
        }
      }
    }
    return groups.stream().filter(group -> group.pods > 0).toList();
  }

  private static final List<Fields> NONE = List.of();

  private static Group group(
      AdviceContext context, Service service, String subset, Map<String, String> labels) {
    int pods = (int) Policy.endpoints(context.mesh(), service, labels).count();
    return new Group(subset.isEmpty() ? "" : " of subset " + subset, pods);
  }

  private static Diagnostic advice(Fields outlier, String message, int enough) {
    RewrittenFields fixed = OutlierAdvice.mended(outlier).put("maxEjectionPercent", enough);
    String fix = Block.of("outlierDetection", fixed);
    return outlier.diagnostic(DiagnosticId.EJECTION_NEVER, "maxEjectionPercent", message, fix);
  }
}
