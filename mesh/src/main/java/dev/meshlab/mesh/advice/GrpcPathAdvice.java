package dev.meshlab.mesh.advice;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.Adviser;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.name.GrpcPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Routes to gRPC whose paths no gRPC call has, or that make of a call's path one that no server
 * knows: it is {@code /package.Service/Method} (grpc/grpc, doc/PROTOCOL-HTTP2.md).
 */
final class GrpcPathAdvice implements Adviser {

  @Override
  public List<Diagnostic> advise(AdviceContext context) {
    List<Diagnostic> advice = new ArrayList<>();
    for (AdviceContext.Route route : context.routes()) {
      if (!route.fields().children("route").isEmpty() && leadsToGrpcAlone(context, route)) {
        route.fields().children("match").stream()
            .flatMap(match -> foreign(match.below("uri")).stream())
            .forEach(advice::add);
        rewritten(route.fields()).ifPresent(advice::add);
      }
    }
    return advice;
  }

  private static boolean leadsToGrpcAlone(AdviceContext context, AdviceContext.Route route) {
    return route.fields().children("route").stream()
        .map(to -> to.below("destination"))
        .allMatch(
            to ->
                context.service(to.string("host", ""), route.namespace()).stream()
                    .anyMatch(service -> isGrpc(service, to)));
  }

  private static boolean isGrpc(Service service, Fields destination) {
    Optional<Long> asked = destination.below("port").integer("number");
    return !service.ports().isEmpty()
        && service.ports().stream()
            .filter(port -> asked.isEmpty() || asked.get() == port.number())
            .allMatch(port -> port.protocol().isHttp2());
  }

  private static Optional<Diagnostic> foreign(Fields uri) {
    String exact = uri.string("exact", "");
    String prefix = uri.string("prefix", "");
    boolean never =
        exact.isEmpty() ? slashes(prefix) > GrpcPath.SLASHES : slashes(exact) != GrpcPath.SLASHES;
    return never
        ? Optional.of(
            uri.diagnostic(
                DiagnosticId.GRPC_PATH,
                exact.isEmpty() ? "prefix" : "exact",
                "is the path of no gRPC call, which is /package.Service/Method: no such call takes this route",
                "# a path as /package.Service/Method, or a prefix of one"))
        : Optional.empty();
  }

  private static Optional<Diagnostic> rewritten(Fields http) {
    Fields rewrite = http.below("rewrite");
    String to = rewrite.string("uri", "");
    if (to.isEmpty()) {
      return Optional.empty();
    }
    List<Fields> matches = http.children("match");
    Stream<Fields> paths = matches.stream().map(match -> match.below("uri"));
    boolean broken =
        matches.isEmpty() ? isBroken("/", to) : paths.anyMatch(uri -> isBroken(uri, to));
    return broken
        ? Optional.of(
            rewrite.diagnostic(
                DiagnosticId.GRPC_PATH,
                "uri",
                "makes of the path of a gRPC call, /package.Service/Method, one that the server does not know: it answers UNIMPLEMENTED",
                "# remove the rewrite, and match the services' own names"))
        : Optional.empty();
  }

  private static boolean isBroken(Fields uri, String to) {
    if (!uri.string("exact", "").isEmpty()) {
      return slashes(to) != GrpcPath.SLASHES;
    }
    return uri.string("regex", "").isEmpty() && isBroken(uri.string("prefix", "/"), to);
  }

  /** True if what a prefix is replaced by leaves no path of a service and a method. */
  private static boolean isBroken(String prefix, String to) {
    if (slashes(prefix) != slashes(to)) {
      return true;
    }
    boolean whole = prefix.equals("/") != to.equals("/");
    String other = prefix.equals("/") ? to : prefix;
    return whole && !other.endsWith(".");
  }

  private static int slashes(String path) {
    return (int) path.chars().filter(c -> c == '/').count();
  }
}
