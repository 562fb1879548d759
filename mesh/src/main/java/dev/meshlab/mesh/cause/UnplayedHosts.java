package dev.meshlab.mesh.cause;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.diagnostic.Idle;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.model.name.Hosts;
import java.util.List;
import java.util.stream.Stream;

/** DestinationRules for hosts of ServiceEntries, which a cluster applies and the lab does not. */
final class UnplayedHosts {

  private UnplayedHosts() {}

  static Stream<Diagnostic> find(AdviceContext context) {
    List<Document> entries = context.manifests().of(AdviceContext.NETWORKING, "ServiceEntry");
    return context.manifests().of(AdviceContext.NETWORKING, "DestinationRule").stream()
        .flatMap(rule -> note(context, rule, entries));
  }

  private static Stream<Diagnostic> note(
      AdviceContext context, Document rule, List<Document> entries) {
    String host = Hosts.resolve(AdviceContext.spec(rule).string("host", ""), rule.namespace());
    return context.mesh().servicesCoveredBy(host).isEmpty()
        ? entries.stream()
            .filter(entry -> has(entry, host))
            .limit(1)
            .map(entry -> note(rule, entry))
        : Stream.of();
  }

  private static boolean has(Document entry, String host) {
    return AdviceContext.spec(entry).strings("hosts").stream()
        .anyMatch(of -> Hosts.covers(host, of));
  }

  private static Diagnostic note(Document rule, Document entry) {
    return AdviceContext.spec(rule)
        .diagnostic(
            DiagnosticId.NOT_HONOURED,
            "host",
            "its host is one of ServiceEntry %s, which the lab does not honour"
                .formatted(entry.name()),
            "")
        .idling(List.of(Idle.whole(rule.position())));
  }
}
