package dev.meshlab.mesh.advice;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.Adviser;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.Pod;
import dev.meshlab.mesh.model.Protocol;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.ServicePort;
import dev.meshlab.mesh.model.name.Hosts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/** Service ports for gRPC that lead to the pods' port for HTTP, where they have one for gRPC. */
final class HttpTargetAdvice implements Adviser {

  @Override
  public List<Diagnostic> advise(AdviceContext context) {
    List<Diagnostic> advice = new ArrayList<>();
    for (Document document : context.manifests().of("", "Service")) {
      Optional<Service> service =
          context.mesh().service(Hosts.ofService(document.name(), document.namespace()));
      for (Fields written : AdviceContext.spec(document).children("ports")) {
        service
            .flatMap(of -> of.port(written.integer("port", 0)))
            .filter(port -> port.protocol().isHttp2())
            .flatMap(port -> advice(context, service.orElseThrow(), port, written))
            .ifPresent(advice::add);
      }
    }
    return advice;
  }

  /** True if a Service port leads to a port of the pods for HTTP, which have another for gRPC. */
  static boolean isForHttp(AdviceContext context, Service service, ServicePort port) {
    return context.mesh().selectedPods(service).stream()
        .anyMatch(
            pod -> {
              Integer target = port.targetOf(pod);
              return target != null && !http(pod, target).isEmpty() && !grpc(pod, target).isEmpty();
            });
  }

  private static Optional<String> http(Pod pod, int target) {
    return names(pod, port -> port == target)
        .filter(name -> Protocol.named(name) == Protocol.HTTP)
        .findFirst();
  }

  private static Optional<String> grpc(Pod pod, int target) {
    return names(pod, port -> port != target)
        .filter(name -> Protocol.named(name).isHttp2())
        .findFirst();
  }

  private static Optional<Diagnostic> advice(
      AdviceContext context, Service service, ServicePort port, Fields written) {
    return context.mesh().selectedPods(service).stream()
        .flatMap(
            pod ->
                Optional.ofNullable(port.targetOf(pod))
                    .flatMap(target -> advice(pod, target, written))
                    .stream())
        .findFirst();
  }

  private static Optional<Diagnostic> advice(Pod pod, int target, Fields written) {
    return http(pod, target)
        .flatMap(to -> grpc(pod, target).map(meant -> advice(written, target, to, meant)));
  }

  private static Stream<String> names(Pod pod, IntPredicate port) {
    return pod.portNames().entrySet().stream()
        .filter(each -> port.test(each.getValue()))
        .map(Map.Entry::getKey)
        .sorted();
  }

  private static Diagnostic advice(Fields written, int target, String http, String grpc) {
    String message =
        "leads to the container port %s (%d), and the pods have %s for gRPC: calls meet an HTTP/1.1 server there and fail"
            .formatted(http, target, grpc);
    return written.diagnostic(
        DiagnosticId.GRPC_TO_HTTP_PORT,
        written.has("targetPort") ? "targetPort" : "port",
        message,
        "targetPort: " + grpc);
  }
}
