package dev.meshlab.mesh.advice;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.Adviser;
import dev.meshlab.mesh.advice.context.GrpcPortName;
import dev.meshlab.mesh.advice.context.PortDeclaration;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.Protocol;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.ServicePort;
import dev.meshlab.mesh.model.name.Hosts;
import dev.meshlab.mesh.model.name.KnownPorts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Ports of which Istio does not know that they speak gRPC, Services without an address, and
 * affinity.
 */
final class ServiceAdvice implements Adviser {

  private static final Set<Protocol> NEVER_GRPC =
      Set.of(Protocol.MONGO, Protocol.MYSQL, Protocol.REDIS);

  /** A sidecar that took such a port for gRPC would read the caller's TLS as requests. */
  private static final Set<Protocol> CALLER_OPENS_TLS = Set.of(Protocol.TLS, Protocol.HTTPS);

  @Override
  public List<Diagnostic> advise(AdviceContext context) {
    List<Diagnostic> advice = new ArrayList<>();
    List<Service> ofGateways = context.mesh().gatewayServices();
    for (Document document : context.ownServices()) {
      Optional<Service> service =
          context
              .mesh()
              .service(Hosts.ofService(document.name(), document.namespace()))
              .filter(found -> !ofGateways.contains(found) && !selectsGateways(found));
      Fields spec = AdviceContext.spec(document);
      if (service.isPresent()) {
        for (Fields port : spec.children("ports")) {
          service
              .get()
              .port(port.integer("port", 0))
              .ifPresent(p -> port(service.get(), port, p, advice));
        }
        if (!context.mesh().config().edsForHeadless()) {
          headless(context, spec, service.get(), advice);
        }
        affinity(spec, service.get(), advice);
      }
    }
    return advice;
  }

  /** True for the label by which Istio's charts and samples know gateways, whatever Gateway. */
  private static boolean selectsGateways(Service service) {
    return service.selector().labels().getOrDefault("istio", "").endsWith("gateway");
  }

  private static void port(
      Service service, Fields fields, ServicePort port, List<Diagnostic> advice) {
    if (port.protocol().isSniffed()) {
      advice.add(fields.has("appProtocol") ? unknownAppProtocol(fields) : sniffed(service, fields));
    } else if (port.protocol().isOpaque() && maySpeakGrpc(port)) {
      advice.add(pinned(service, fields, port));
    }
  }

  private static boolean maySpeakGrpc(ServicePort port) {
    return !NEVER_GRPC.contains(port.protocol()) && KnownPorts.knownFor(port.number()).isEmpty();
  }

  private static Diagnostic unknownAppProtocol(Fields port) {
    String name = port.string("name", "");
    String message =
        "\"%s\" is not a protocol that Istio knows%s: the protocol is guessed for each connection"
            .formatted(
                port.string("appProtocol", ""),
                name.isEmpty() ? "" : ", and hides the port's name \"" + name + "\"");
    return port.diagnostic(
        DiagnosticId.UNKNOWN_APP_PROTOCOL,
        "appProtocol",
        message,
        "appProtocol: grpc            # or kubernetes.io/h2c");
  }

  private static Diagnostic sniffed(Service service, Fields port) {
    String name = port.string("name", "");
    String what = name.isEmpty() ? "the port has no name" : "the name says no protocol";
    String message =
        what
            + ": sidecars guess the protocol of each connection from its first bytes, gateways speak"
            + " HTTP/1.1 to it";
    String fix =
        "name: "
            + PortDeclaration.name(service, name)
            + "   # grpc-…, http-… or tcp-…: what it speaks";
    return port.diagnostic(DiagnosticId.PORT_SNIFFED, "name", message, fix);
  }

  private static Diagnostic pinned(Service service, Fields port, ServicePort declared) {
    String message =
        "is declared as bytes: a pod is chosen once for a connection, and if it speaks gRPC, every"
            + " call of a channel stays with it; HTTP routes, retries and timeouts of"
            + " VirtualServices do not apply";
    boolean byProtocol = port.has("appProtocol");
    String field = byProtocol ? "appProtocol" : "name";
    String declaration =
        byProtocol
            ? "appProtocol: grpc"
            : "name: " + GrpcPortName.of(port.string("name", ""), service);
    String fix =
        CALLER_OPENS_TLS.contains(declared.protocol())
            ? "# unless the caller itself opens TLS: " + declaration
            : declaration;
    return port.diagnostic(DiagnosticId.PORT_PINNED, field, message, fix);
  }

  /** Issue istio/ztunnel#450; istiod reads the field nowhere. */
  private static void affinity(Fields spec, Service service, List<Diagnostic> advice) {
    if (service.clientAffinity()) {
      advice.add(
          spec.diagnostic(
              DiagnosticId.SESSION_AFFINITY,
              "sessionAffinity",
              "kube-proxy keeps a client's connections on one pod; sidecars, gateways and gRPC's own"
                  + " xDS clients know nothing of it",
              "# in a DestinationRule:\nloadBalancer:\n  consistentHash:\n    useSourceIp: true"));
    }
  }

  /**
   * Advice on a headless Service for calls; where only bytes pass, an address of its own would not
   * balance calls either.
   */
  private static void headless(
      AdviceContext context, Fields spec, Service service, List<Diagnostic> advice) {
    boolean calls =
        service.ports().stream().anyMatch(p -> p.protocol().isHttp() || p.protocol().isSniffed());
    if (service.headless() && calls) {
      advice.add(
          spec.diagnostic(
              DiagnosticId.HEADLESS,
              "clusterIP",
              "a headless Service has no address of its own: DNS gives the client a pod's, and the"
                  + " sidecar balances nothing",
              HeadlessRemedy.of(
                  context,
                  service,
                  "type: ClusterIP            # and no clusterIP: the cluster chooses one")));
    }
  }
}
