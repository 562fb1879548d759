package dev.meshlab.mesh.advice;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.Adviser;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.Protocol;
import dev.meshlab.mesh.model.Rules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * ServiceEntries that take more than their own connections, or contradict each other (IST0134,
 * IST0177).
 */
final class ServiceEntryAdvice implements Adviser {

  /** A port of a host, by which entries are compared. */
  private record HostPort(String host, int port) {}

  /** An entry's declaration of a port. */
  private record Declared(Document entry, String protocol) {

    boolean isSeenWith(Declared other) {
      return sees(entry, other.entry.namespace()) || sees(other.entry, entry.namespace());
    }

    private static boolean sees(Document entry, String namespace) {
      return Rules.reaches(
          AdviceContext.spec(entry).strings("exportTo"), entry.namespace(), namespace);
    }
  }

  @Override
  public List<Diagnostic> advise(AdviceContext context) {
    List<Diagnostic> advice = new ArrayList<>();
    Map<HostPort, Declared> first = new HashMap<>();
    for (Document entry : context.oldestFirst("ServiceEntry")) {
      Fields spec = AdviceContext.spec(entry);
      boolean hasAddress =
          spec.has("addresses")
              || !Fields.of(entry).below("status").children("addresses").isEmpty();
      for (Fields port : spec.children("ports")) {
        if (!hasAddress) {
          withoutAddress(port).ifPresent(advice::add);
        }
        conflict(entry, spec, port, first).ifPresent(advice::add);
      }
    }
    return advice;
  }

  /** Of requests and of TLS a sidecar can read the host. */
  private static Optional<Diagnostic> withoutAddress(Fields port) {
    String protocol = port.string("protocol", "");
    return protocol.isEmpty() || Protocol.named(protocol) == Protocol.TCP
        ? Optional.of(
            port.diagnostic(
                DiagnosticId.SERVICE_ENTRY_WITHOUT_ADDRESS,
                "number",
                "bytes name no host: without addresses a sidecar takes every connection to port %d for this entry, unless its DNS proxy gives the host an address"
                    .formatted(port.integer("number", 0)),
                "# in spec:\naddresses:\n- ADDRESS"))
        : Optional.empty();
  }

  private static Optional<Diagnostic> conflict(
      Document entry, Fields spec, Fields port, Map<HostPort, Declared> first) {
    Declared own = new Declared(entry, port.string("protocol", "").toUpperCase(Locale.ROOT));
    for (String host : spec.strings("hosts")) {
      Declared other = first.putIfAbsent(new HostPort(host, port.integer("number", 0)), own);
      if (other != null && !other.protocol().equals(own.protocol()) && own.isSeenWith(other)) {
        return Optional.of(advice(port, host, other));
      }
    }
    return Optional.empty();
  }

  private static Diagnostic advice(Fields port, String host, Declared other) {
    return port.diagnostic(
        DiagnosticId.SERVICE_ENTRY_CONFLICT,
        "protocol",
        "ServiceEntry %s/%s says %s of port %d of %s: one of them decides how the port is read"
            .formatted(
                other.entry().namespace(),
                other.entry().name(),
                other.protocol().isEmpty() ? "nothing" : other.protocol(),
                port.integer("number", 0),
                host),
        "# the same protocol in both");
  }
}
