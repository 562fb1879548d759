package dev.meshlab.mesh.advice;

import com.google.re2j.Pattern;
import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.Adviser;
import dev.meshlab.mesh.advice.context.Block;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.diagnostic.Idle;
import dev.meshlab.mesh.diagnostic.Idle.Side;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.RewrittenFields;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.ServicePort;
import dev.meshlab.mesh.model.VirtualService;
import dev.meshlab.mesh.model.name.Hosts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Names and conditions that are valid and mean more, less or nothing. */
final class MatchAdvice implements Adviser {

  /** As gRPC writes them; the method in capitals, which paths of other HTTP seldom are. */
  private static final Pattern METHOD = Pattern.compile("/[A-Za-z0-9_.]+/[A-Z][A-Za-z0-9_]*");

  @Override
  public List<Diagnostic> advise(AdviceContext context) {
    List<Diagnostic> advice = new ArrayList<>();
    for (AdviceContext.Route route : context.routes()) {
      for (Fields match : route.fields().children("match")) {
        prefix(match, advice);
        port(context, route, match, advice);
        contentType(match, advice);
        headerNames(match, "headers", advice);
        headerNames(match, "withoutHeaders", advice);
      }
      for (Fields to : route.fields().children("route")) {
        clusterCluster(to.below("destination"), advice);
      }
    }
    return advice;
  }

  private static void prefix(Fields match, List<Diagnostic> advice) {
    Fields uri = match.below("uri");
    String prefix = uri.string("prefix", "");
    if (METHOD.matches(prefix)) {
      advice.add(
          uri.diagnostic(
              DiagnosticId.PREFIX_MATCHES_MORE,
              "prefix",
              "matches every method whose name only begins like this one",
              "uri:\n  " + Block.of("exact", prefix)));
    }
  }

  /** At a gateway it is the gateway's port that counts. */
  private static void port(
      AdviceContext context, AdviceContext.Route route, Fields match, List<Diagnostic> advice) {
    Optional<Long> asked = match.integer("port");
    List<Document> roots = context.roots(route.rule());
    boolean ofMesh =
        roots.stream().map(AdviceContext::gateways).allMatch(List.of(VirtualService.MESH)::equals);
    List<Service> services = roots.stream().flatMap(root -> covered(context, root)).toList();
    if (asked.isPresent()
        && ofMesh
        && !services.isEmpty()
        && services.stream().allMatch(s -> s.port(asked.get().intValue()).isEmpty())) {
      List<Integer> ports = services.get(0).ports().stream().map(ServicePort::number).toList();
      advice.add(
          match
              .diagnostic(
                  DiagnosticId.UNKNOWN_PORT,
                  "port",
                  "no Service of the hosts has such a port, so the match takes no call",
                  ports.isEmpty() ? "# remove it" : "port: " + ports.get(0))
              .idling(List.of(new Idle(route.rule().position(), idle(route, match), Side.BOTH))));
    }
  }

  /** The whole route, where it has no other match. */
  private static String idle(AdviceContext.Route route, Fields match) {
    return route.fields().children("match").size() == 1 ? route.fields().path() : match.path();
  }

  private static Stream<Service> covered(AdviceContext context, Document rule) {
    return AdviceContext.spec(rule).strings("hosts").stream()
        .map(host -> Hosts.resolve(host, rule.namespace()))
        .flatMap(host -> context.mesh().servicesCoveredBy(host).stream());
  }

  /** istiod sends a name as it is written, and Envoy and grpc-java compare it in lower case. */
  private static void headerNames(Fields match, String field, List<Diagnostic> advice) {
    Fields headers = match.below(field);
    RewrittenFields lower = RewrittenFields.at(headers);
    headers.names().forEach(name -> lower.carry(name.toLowerCase(Locale.ROOT), headers, name));
    for (String name : headers.names()) {
      String meant = name.toLowerCase(Locale.ROOT);
      if (!name.equals(meant)) {
        String message =
            "is compared as %s, which is how HTTP/2 and gRPC send it; Istio asks for lower case"
                .formatted(meant);
        advice.add(
            headers.diagnostic(
                DiagnosticId.HEADER_NAME_CASE, name, message, Block.of(field, lower)));
      }
    }
  }

  private static void contentType(Fields match, List<Diagnostic> advice) {
    Fields type = match.below("headers").below("content-type");
    if (type.string("exact", "").equals("application/grpc")) {
      advice.add(
          type.diagnostic(
              DiagnosticId.EXACT_CONTENT_TYPE,
              "exact",
              "misses clients that send application/grpc+proto",
              "content-type:\n  prefix: application/grpc"));
    }
  }

  private static void clusterCluster(Fields destination, List<Diagnostic> advice) {
    String host = destination.string("host", "");
    if (host.contains(".cluster.cluster.")) {
      String meant = host.replace(".cluster.cluster.", ".cluster.");
      advice.add(
          destination.diagnostic(
              DiagnosticId.CLUSTER_CLUSTER_LOCAL,
              "host",
              "is a valid name that no Service has: calls fail at once with UNAVAILABLE and the"
                  + " response flag NC, and are not retried",
              Block.of("destination", RewrittenFields.copyOf(destination).put("host", meant))));
    }
  }
}
