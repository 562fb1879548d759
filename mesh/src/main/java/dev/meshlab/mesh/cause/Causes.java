package dev.meshlab.mesh.cause;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import java.util.List;
import java.util.stream.Stream;

/** The diagnostics that may say why a part of some manifests has no effect. */
public final class Causes {

  private Causes() {}

  /**
   * Notes and advice, those first that are to be named before others: a rule that is not for a
   * plane or a caller at all does nothing there whatever else may be said of it.
   *
   * @param advice on the same manifests
   */
  public static List<Diagnostic> of(AdviceContext context, List<Diagnostic> advice) {
    return Stream.of(
            BoundElsewhere.find(context),
            NotExported.find(context),
            NotExported.ofDelegates(context),
            SelectorOfOthers.find(context),
            PoliciesOfWaypoints.find(context),
            PodsOfPolicies.find(context),
            advice.stream(),
            MatchOfOthers.find(context),
            LocalitiesOfOthers.find(context),
            ReplacedRules.find(context),
            OtherProtocols.find(context),
            ZeroShares.find(context),
            UnusedSubsets.find(context),
            UnplayedHosts.find(context))
        .flatMap(causes -> causes)
        .filter(cause -> !cause.idle().isEmpty())
        .toList();
  }
}
