package dev.meshlab.mesh.advice;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.Rules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The advice on a destination that exists, and that callers beside the rule do not see. */
final class UnseenHost {

  private UnseenHost() {}

  static Diagnostic advice(Fields destination, String namespace, String consequence) {
    return destination.diagnostic(
        DiagnosticId.UNSEEN_HOST,
        "host",
        "callers in namespace %s do not see this host (exportTo), so of theirs %s"
            .formatted(namespace, consequence),
        "# export it to this namespace, too");
  }

  /** The ServiceEntries that have a host, by the host. */
  record Entries(Map<String, List<Document>> byHost) {

    static Entries of(AdviceContext context) {
      Map<String, List<Document>> byHost = new HashMap<>();
      for (Document entry : context.manifests().of(AdviceContext.NETWORKING, "ServiceEntry")) {
        AdviceContext.spec(entry)
            .strings("hosts")
            .forEach(host -> byHost.computeIfAbsent(host, unused -> new ArrayList<>()).add(entry));
      }
      return new Entries(byHost);
    }

    /** The advice where entries have this very host, and none shows it to a namespace. */
    Optional<Diagnostic> unseen(
        Fields destination, String host, String namespace, String consequence) {
      List<Document> entries = byHost.getOrDefault(host, List.of());
      return entries.isEmpty() || entries.stream().anyMatch(entry -> isSeen(entry, namespace))
          ? Optional.empty()
          : Optional.of(advice(destination, namespace, consequence));
    }

    private static boolean isSeen(Document entry, String namespace) {
      return Rules.reaches(
          AdviceContext.spec(entry).strings("exportTo"), entry.namespace(), namespace);
    }
  }
}
