package dev.meshlab.mesh.advice;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.Block;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.Pod;
import dev.meshlab.mesh.model.Protocol;
import dev.meshlab.mesh.model.ServedPort;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.ServicePort;
import dev.meshlab.mesh.model.name.Hosts;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Names of container ports that the pods of a Service do not have, and ports for gRPC that lead to
 * a port of the pods for which another Service port speaks: the pods' sidecars take the protocol of
 * the first (istio/istio, core/listener_inbound.go getFilterChainsByServicePort; IST0137).
 */
final class TargetPortAdvice implements Adviser {

  @Override
  public List<Diagnostic> advise(AdviceContext context) {
    List<Diagnostic> advice = new ArrayList<>();
    for (Service service : context.mesh().services()) {
      for (ServicePort port : service.ports()) {
        if (isUnknown(context, service, port)) {
          advice.add(unknown(port));
        }
      }
    }
    shared(context, advice);
    return advice;
  }

  private static boolean isUnknown(AdviceContext context, Service service, ServicePort port) {
    return !service.selector().isEmpty()
        && port.numericTarget().isEmpty()
        && context.mesh().endpoints(service, port).isEmpty()
        && !context.mesh().selectedPods(service).isEmpty();
  }

  private static Diagnostic unknown(ServicePort port) {
    return Diagnostic.of(
            DiagnosticId.UNKNOWN_TARGET_PORT,
            port.position(),
            "spec.ports.targetPort",
            "the selected pods have no port of this name",
            "# give this name to the container's port, or write the port's number here")
        .withValue(port.targetPort());
  }

  private static void shared(AdviceContext context, List<Diagnostic> advice) {
    for (Document document : context.manifests().of("", "Service")) {
      Fields spec = AdviceContext.spec(document);
      Optional<Service> service =
          context.mesh().service(Hosts.ofService(document.name(), document.namespace()));
      for (Fields written : spec.children("ports")) {
        service
            .flatMap(s -> s.port(written.integer("port", 0)))
            .filter(port -> port.protocol().isHttp2())
            .flatMap(port -> decided(context, service.orElseThrow(), port))
            .ifPresent(first -> advice.add(advice(spec, written, service.orElseThrow(), first)));
      }
    }
  }

  /** The port that speaks for the same port of a pod, and says HTTP/1.1. */
  private static Optional<ServedPort> decided(
      AdviceContext context, Service service, ServicePort port) {
    return context.mesh().selectedPods(service).stream()
        .filter(pod -> context.mesh().injection(pod).hasSidecar())
        .flatMap(pod -> served(context, pod, port).stream())
        .filter(first -> !first.port().position().equals(port.position()))
        .filter(first -> first.port().protocol() == Protocol.HTTP)
        .findFirst();
  }

  private static Optional<ServedPort> served(AdviceContext context, Pod pod, ServicePort port) {
    Integer target = port.targetOf(pod);
    return context.mesh().servedPorts(pod).stream()
        .filter(served -> Objects.equals(served.number(), target))
        .findFirst();
  }

  private static Diagnostic advice(Fields spec, Fields written, Service service, ServedPort first) {
    boolean own = first.service().host().equals(service.host());
    String message =
        "leads to port %d of the pods, for which port %d %s comes first and declares HTTP/1.1: the pods' sidecars speak HTTP/1.1 to them on both, and calls of gRPC fail"
            .formatted(
                first.number(),
                first.port().number(),
                own ? "of this Service" : "of " + first.service().host());
    List<Fields> ports =
        Stream.concat(
                Stream.of(written),
                spec.children("ports").stream()
                    .filter(other -> !other.path().equals(written.path())))
            .toList();
    String fix =
        own
            ? Block.of("ports", ports)
            : ServiceAdvice.declared(first.port()).replace("the Service", first.service().host());
    return written.diagnostic(DiagnosticId.SHARED_TARGET_PORT, "port", message, fix);
  }
}
