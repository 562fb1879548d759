package dev.meshlab.mesh.input;

import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.diagnostic.Position;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Hints for destinations without a port's number that name the ports of the Service itself. What
 * refuses an object sees it alone.
 */
final class PortHints {

  private static final String NETWORKING = "networking.istio.io";

  /** The place of a field. */
  private record Place(Position position, String path) {}

  private final Map<String, List<Fields>> portsByHost = new HashMap<>();
  private final Map<Place, String> hints = new HashMap<>();

  private PortHints(List<Document> documents) {
    for (Document document : documents) {
      if (document.group().isEmpty() && document.kind().equals("Service")) {
        portsByHost.put(
            document.name() + "." + document.namespace() + ".svc.cluster.local",
            Fields.of(document).below("spec").children("ports"));
      }
    }
    documents.stream()
        .filter(document -> document.group().equals(NETWORKING))
        .filter(document -> document.kind().equals("VirtualService"))
        .forEach(this::note);
  }

  /** The problems, with better hints where the Services are known. */
  static List<Diagnostic> in(List<Diagnostic> problems, List<Document> documents) {
    if (problems.stream().noneMatch(PortHints::mayBeMeant)) {
      return problems;
    }
    Map<Place, String> hints = new PortHints(documents).hints;
    return problems.stream()
        .map(
            each -> {
              String hint = hints.get(new Place(each.position(), each.path()));
              return hint == null || !mayBeMeant(each) ? each : each.withFix(hint);
            })
        .toList();
  }

  private static boolean mayBeMeant(Diagnostic problem) {
    return problem.id() == DiagnosticId.INVALID_VIRTUAL_SERVICE;
  }

  private void note(Document rule) {
    Fields spec = Fields.of(rule).below("spec");
    Stream.of("http", "tcp", "tls")
        .flatMap(section -> spec.children(section).stream())
        .flatMap(PortHints::destinations)
        .forEach(destination -> note(rule, destination));
  }

  private static Stream<Fields> destinations(Fields route) {
    Stream<Fields> weighted =
        Stream.of("route", "mirrors")
            .flatMap(field -> route.children(field).stream())
            .map(to -> to.below("destination"));
    return Stream.concat(weighted, Stream.of(route.below("mirror")));
  }

  private void note(Document rule, Fields destination) {
    String host = destination.string("host", "");
    String full =
        host.indexOf('.') >= 0 ? host : host + "." + rule.namespace() + ".svc.cluster.local";
    List<Fields> ports = portsByHost.getOrDefault(full, List.of());
    Fields asked = destination.below("port");
    if (!asked.has("number") && !ports.isEmpty()) {
      String name = asked.string("name", "");
      List<Fields> named =
          ports.stream().filter(port -> port.string("name", "").equals(name)).toList();
      String numbers =
          (named.isEmpty() ? ports : named)
              .stream().map(port -> port.string("port", "")).collect(Collectors.joining(" or "));
      hints.put(
          new Place(asked.position("number"), asked.path("number")), "write number: " + numbers);
    }
  }
}
