package dev.meshlab.mesh.advice;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.Adviser;
import dev.meshlab.mesh.advice.context.Block;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.KnownNames;
import dev.meshlab.mesh.manifest.NamesByNamespace;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.ServicePort;
import dev.meshlab.mesh.model.name.Hosts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** GRPCRoutes that lead to no Service, or hang on none. */
final class GrpcRouteAdvice implements Adviser {

  private static final String GATEWAY_API = "gateway.networking.k8s.io";

  /** Envoy answers 500 for a cluster that a GRPCRoute names and that does not exist. */
  private static final String FAILS = "calls that take this route fail with UNKNOWN (HTTP 500)";

  @Override
  public List<Diagnostic> advise(AdviceContext context) {
    List<Diagnostic> advice = new ArrayList<>();
    Existing existing = Existing.in(context);
    for (Document route : context.manifests().of(GATEWAY_API, "GRPCRoute")) {
      Fields spec = AdviceContext.spec(route);
      for (Fields parent : spec.children("parentRefs")) {
        if (parent.string("kind", "").equals("Service")) {
          service(existing, route, parent, "this route is applied nowhere", advice);
        } else {
          gateway(existing, route, parent).ifPresent(advice::add);
        }
      }
      for (Fields rule : spec.children("rules")) {
        for (Fields backend : rule.children("backendRefs")) {
          backend(existing, route, backend, FAILS, advice);
        }
        for (Fields filter : rule.children("filters")) {
          filter
              .below("requestMirror")
              .child("backendRef")
              .ifPresent(to -> backend(existing, route, to, "nothing is mirrored", advice));
        }
      }
    }
    return advice;
  }

  /** The Services that routes can lead to, and the Gateways that they can be attached to. */
  private record Existing(Mesh mesh, NamesByNamespace services, NamesByNamespace gateways) {

    static Existing in(AdviceContext context) {
      return new Existing(
          context.mesh(),
          NamesByNamespace.of(context.mesh().services(), Service::namespace, Service::name),
          NamesByNamespace.of(context.manifests().of(GATEWAY_API, "Gateway").stream()));
    }
  }

  private static Optional<Diagnostic> gateway(Existing existing, Document route, Fields parent) {
    String namespace = parent.string("namespace", route.namespace());
    String name = parent.string("name", "");
    KnownNames known = existing.gateways.in(namespace);
    if (!parent.string("kind", "Gateway").equals("Gateway") || known.contains(name)) {
      return Optional.empty();
    }
    String fix =
        known
            .nearest(name)
            .map(near -> Block.of("name", near))
            .orElse("# add the Gateway to the manifests");
    String message =
        "namespace %s has no Gateway %s, so this route is not applied there"
            .formatted(namespace, name);
    return Optional.of(parent.diagnostic(DiagnosticId.UNKNOWN_GATEWAY, "name", message, fix));
  }

  private static void backend(
      Existing existing,
      Document route,
      Fields backend,
      String consequence,
      List<Diagnostic> advice) {
    boolean isService =
        backend.string("group", "").isEmpty()
            && backend.string("kind", "Service").equals("Service");
    if (isService) {
      service(existing, route, backend, consequence, advice)
          .ifPresent(service -> port(service, backend, consequence, advice));
    }
  }

  private static Optional<Service> service(
      Existing existing,
      Document route,
      Fields reference,
      String consequence,
      List<Diagnostic> advice) {
    String namespace = reference.string("namespace", route.namespace());
    String name = reference.string("name", "");
    Optional<Service> service = existing.mesh.service(Hosts.ofService(name, namespace));
    if (service.isEmpty()) {
      String fix =
          existing
              .services
              .in(namespace)
              .nearest(name)
              .map(near -> Block.of("name", near))
              .orElse("# add the Service to the manifests");
      String message =
          "namespace %s has no Service %s, so %s".formatted(namespace, name, consequence);
      advice.add(reference.diagnostic(DiagnosticId.UNKNOWN_HOST, "name", message, fix));
    }
    return service;
  }

  private static void port(
      Service service, Fields backend, String consequence, List<Diagnostic> advice) {
    int port = backend.integer("port", 0);
    if (port != 0 && service.port(port).isEmpty()) {
      List<Integer> ports = service.ports().stream().map(ServicePort::number).toList();
      String message = "%s has no port %d, so %s".formatted(service.host(), port, consequence);
      String fix = ports.isEmpty() ? "# add the port to the Service" : "port: " + ports.get(0);
      advice.add(backend.diagnostic(DiagnosticId.UNKNOWN_PORT, "port", message, fix));
    }
  }
}
