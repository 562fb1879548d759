package dev.meshlab.mesh.cause;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.Policy;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.diagnostic.Idle;
import dev.meshlab.mesh.manifest.Fields;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Entries of {@code localityLbSetting.distribute} for callers of other places. */
final class LocalitiesOfOthers {

  private LocalitiesOfOthers() {}

  static Stream<Diagnostic> find(AdviceContext context) {
    return Caller.of(context.mesh(), context.client()).stream()
        .flatMap(caller -> context.policies().stream().flatMap(policy -> notes(policy, caller)));
  }

  private static Stream<Diagnostic> notes(Policy policy, Caller caller) {
    return policy
        .fields()
        .below("loadBalancer")
        .below("localityLbSetting")
        .children("distribute")
        .stream()
        .flatMap(entry -> note(policy, entry, caller).stream());
  }

  private static Optional<Diagnostic> note(Policy policy, Fields entry, Caller caller) {
    String from = entry.string("from", "");
    return caller.workloads().stream().anyMatch(of -> of.locality().within(from))
        ? Optional.empty()
        : Optional.of(
            entry
                .diagnostic(DiagnosticId.OTHER_CALLERS, "from", message(from, caller), "")
                .idling(
                    List.of(new Idle(policy.document().position(), entry.path(), caller.side()))));
  }

  private static String message(String from, Caller caller) {
    if (caller.isAtGateways()) {
      return "is for callers in %s, and no gateway is there".formatted(from);
    }
    String own = caller.workloads().get(0).locality().toString();
    return "is for callers in %s, and this caller is %s; with --client-locality %s it would be there"
        .formatted(
            from, own.isEmpty() ? "at no known locality" : "in " + own, from.replace("/*", ""));
  }
}
