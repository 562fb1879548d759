package dev.meshlab.mesh.cause;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.diagnostic.Idle;
import dev.meshlab.mesh.diagnostic.Idle.Side;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.Protocol;
import dev.meshlab.mesh.model.ServicePort;
import dev.meshlab.mesh.model.name.Hosts;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Routes for a protocol that no port of their hosts has: a sidecar's listener routes requests or
 * connections, as the protocol of the Service port says.
 */
final class OtherProtocols {

  /**
   * A section of a VirtualService.
   *
   * @param served the protocols for whose ports it is
   * @param words the rest of a sentence about it
   */
  private record Section(String name, Predicate<Protocol> served, String words) {}

  private static final List<Section> SECTIONS =
      List.of(
          new Section(
              "http",
              protocol -> protocol.isHttp() || protocol.isSniffed(),
              "is for ports of HTTP and gRPC"),
          new Section(
              "tcp",
              protocol -> protocol.isOpaque() || protocol.isSniffed(),
              "is for ports of TCP and TLS"),
          new Section(
              "tls",
              protocol -> protocol.isOpaque() || protocol.isSniffed(),
              "is for ports of TLS and HTTPS"));

  private OtherProtocols() {}

  static Stream<Diagnostic> find(AdviceContext context) {
    return context.virtualServices().stream().flatMap(rule -> notes(context, rule));
  }

  private static Stream<Diagnostic> notes(AdviceContext context, Document rule) {
    Fields spec = AdviceContext.spec(rule);
    List<ServicePort> ports =
        spec.strings("hosts").stream()
            .map(host -> Hosts.resolve(host, rule.namespace()))
            .flatMap(host -> context.mesh().servicesCoveredBy(host).stream())
            .flatMap(service -> service.meshPorts().stream())
            .toList();
    return ports.isEmpty()
        ? Stream.of()
        : SECTIONS.stream()
            .filter(section -> spec.has(section.name))
            .filter(section -> ports.stream().map(ServicePort::protocol).noneMatch(section.served))
            .map(section -> note(rule, spec, section, ports));
  }

  private static Diagnostic note(
      Document rule, Fields spec, Section section, List<ServicePort> ports) {
    String written =
        ports.stream()
            .map(port -> "%d is %s".formatted(port.number(), port.protocol()))
            .distinct()
            .collect(Collectors.joining(", "));
    return spec.diagnostic(
            DiagnosticId.OTHER_PROTOCOL,
            section.name,
            "%s, and the hosts have no such port (%s)".formatted(section.words, written),
            "")
        .idling(List.of(new Idle(rule.position(), spec.path(section.name), Side.MESH)));
  }
}
