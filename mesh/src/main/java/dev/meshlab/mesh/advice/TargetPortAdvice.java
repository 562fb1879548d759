package dev.meshlab.mesh.advice;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.Adviser;
import dev.meshlab.mesh.advice.context.Block;
import dev.meshlab.mesh.advice.context.PortDeclaration;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.Nearest;
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
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
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
    for (Document document : context.manifests().of("", "Service")) {
      Optional<Service> service =
          context.mesh().service(Hosts.ofService(document.name(), document.namespace()));
      for (Fields written : AdviceContext.spec(document).children("ports")) {
        service
            .flatMap(s -> s.port(written.integer("port", 0)))
            .flatMap(port -> unknown(context, service.orElseThrow(), port, written))
            .ifPresent(advice::add);
      }
    }
    shared(context, advice);
    return advice;
  }

  private static Optional<Diagnostic> unknown(
      AdviceContext context, Service service, ServicePort port, Fields written) {
    Set<String> listed = context.mesh().listedPorts(service);
    if (isUnknown(context, service, port)) {
      return Optional.of(unselected(context, service, port, written));
    }
    return listed.isEmpty()
            || listed.contains(port.name())
            || !context.mesh().endpoints(service, port).isEmpty()
        ? Optional.empty()
        : Optional.of(unlisted(port, listed, written));
  }

  /** The endpoints of a Service port are those of the same name (Kubernetes, EndpointSlice). */
  private static Diagnostic unlisted(ServicePort port, Set<String> listed, Fields written) {
    String others = String.join(", ", listed);
    return written
        .diagnostic(
            DiagnosticId.UNKNOWN_TARGET_PORT,
            "name",
            "the Service's EndpointSlices list no port of this name, only %s: the port has no endpoint"
                .formatted(others.isEmpty() ? "one without a name" : others),
            "# in the EndpointSlice: " + Block.of("name", port.name()))
        .withValue(port.name());
  }

  private static boolean isUnknown(AdviceContext context, Service service, ServicePort port) {
    return !service.selector().isEmpty()
        && port.numericTarget().isEmpty()
        && context.mesh().endpoints(service, port).isEmpty()
        && !context.mesh().selectedPods(service).isEmpty();
  }

  private static Diagnostic unselected(
      AdviceContext context, Service service, ServicePort port, Fields written) {
    Set<String> names =
        context.mesh().selectedPods(service).stream()
            .flatMap(pod -> pod.portNames().keySet().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    Optional<String> meant =
        names.size() == 1 ? names.stream().findFirst() : meant(port.targetPort(), names);
    return written
        .diagnostic(
            DiagnosticId.UNKNOWN_TARGET_PORT,
            "targetPort",
            "the selected pods have no port of this name"
                + (names.isEmpty() ? "" : ", only " + String.join(", ", names)),
            meant
                .map(name -> Block.of("targetPort", name))
                .orElse(
                    "# give this name to the container's port, or write the port's number here"))
        .withValue(port.targetPort());
  }

  /** The only name that begins or ends like the unknown one, or the nearest. */
  private static Optional<String> meant(String unknown, Set<String> names) {
    List<String> alike =
        names.stream().filter(name -> name.contains(unknown) || unknown.contains(name)).toList();
    return alike.size() == 1 ? Optional.of(alike.get(0)) : Nearest.only(unknown, names);
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
            : PortDeclaration.block(first.service(), first.port())
                .replace("the Service", first.service().host());
    return written.diagnostic(DiagnosticId.SHARED_TARGET_PORT, "port", message, fix);
  }
}
