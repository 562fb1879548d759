package dev.meshlab.mesh.advice;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.Adviser;
import dev.meshlab.mesh.advice.context.GrpcPortName;
import dev.meshlab.mesh.advice.context.GrpcSigns;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.Protocol;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.ServicePort;
import dev.meshlab.mesh.model.name.Hosts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Ports that are declared as HTTP/1.1 in front of pods that speak gRPC. */
final class HttpPortAdvice implements Adviser {

  @Override
  public List<Diagnostic> advise(AdviceContext context) {
    List<Diagnostic> advice = new ArrayList<>();
    GrpcSigns signs = new GrpcSigns(context);
    for (Document document : context.manifests().of("", "Service")) {
      Optional<Service> service =
          context.mesh().service(Hosts.ofService(document.name(), document.namespace()));
      for (Fields port : AdviceContext.spec(document).children("ports")) {
        service.ifPresent(s -> port(context, signs, s, port).ifPresent(advice::add));
      }
    }
    return advice;
  }

  private static Optional<Diagnostic> port(
      AdviceContext context, GrpcSigns signs, Service service, Fields written) {
    return service
        .port(written.integer("port", 0))
        .filter(port -> port.protocol() == Protocol.HTTP)
        .filter(port -> !isUpgraded(context, service, port) || hasSidecars(context, service))
        .filter(port -> !HttpTargetAdvice.isForHttp(context, service, port))
        .flatMap(port -> signs.of(service, port).map(sign -> advice(service, written, sign)));
  }

  /** The pods' own proxies go by the port alone, whatever callers speak to them. */
  private static boolean hasSidecars(AdviceContext context, Service service) {
    return context.mesh().selectedPods(service).stream()
        .anyMatch(pod -> context.mesh().injection(pod).hasSidecar());
  }

  /** True if a DestinationRule makes it HTTP/2 after all. */
  static boolean isUpgraded(AdviceContext context, Service service, ServicePort port) {
    return context
        .mesh()
        .destinationRule(context.client(), service)
        .filter(rule -> rule.policy(port.number()).upgradesToHttp2())
        .isPresent();
  }

  private static Diagnostic advice(Service service, Fields port, String sign) {
    String message =
        "declares HTTP/1.1, but %s is a sign of gRPC: sidecars and gateways speak HTTP/1.1 to the"
                .formatted(sign)
            + " pods, and calls of gRPC fail with UNAVAILABLE and the response flag UPE";
    boolean byProtocol = port.has("appProtocol");
    return port.diagnostic(
        DiagnosticId.HTTP_BEFORE_GRPC,
        byProtocol ? "appProtocol" : "name",
        message,
        byProtocol
            ? "appProtocol: grpc"
            : "name: " + GrpcPortName.of(port.string("name", ""), service));
  }
}
