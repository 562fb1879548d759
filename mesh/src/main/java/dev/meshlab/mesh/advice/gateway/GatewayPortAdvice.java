package dev.meshlab.mesh.advice.gateway;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.Adviser;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.Labels;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Service;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Ports of Gateways to which the Services in front of the gateway do not lead. A Gateway names the
 * Service's port, or else the pod's (istio/istio, model.resolvePorts).
 */
public final class GatewayPortAdvice implements Adviser {

  @Override
  public List<Diagnostic> advise(AdviceContext context) {
    return context.manifests().of(AdviceContext.NETWORKING, "Gateway").stream()
        .flatMap(
            gateway -> {
              List<Service> services = inFront(context, gateway);
              return AdviceContext.spec(gateway).children("servers").stream()
                  .flatMap(server -> advise(server.below("port"), services).stream());
            })
        .toList();
  }

  private static List<Service> inFront(AdviceContext context, Document gateway) {
    Map<String, String> selector = AdviceContext.spec(gateway).stringMap("selector");
    List<ClientWorkload> chosen =
        context.mesh().gatewayWorkloads().stream()
            .filter(workload -> Labels.satisfy(selector, workload.labels()))
            .toList();
    return context.mesh().gatewayServices().stream()
        .filter(service -> chosen.stream().anyMatch(workload -> leadsTo(service, workload)))
        .toList();
  }

  private static boolean leadsTo(Service service, ClientWorkload workload) {
    return service.namespace().equals(workload.namespace())
        && Labels.satisfy(service.selector().labels(), workload.labels());
  }

  private static Optional<Diagnostic> advise(Fields port, List<Service> services) {
    int number = port.integer("number", 0);
    return services.isEmpty() || services.stream().anyMatch(service -> leads(service, number))
        ? Optional.empty()
        : Optional.of(advice(port, services.get(0)));
  }

  /** A port that goes by a name may be any of the pods'. */
  private static boolean leads(Service service, int number) {
    return service.ports().stream()
        .anyMatch(
            port ->
                port.number() == number
                    || port.numericTarget().map(target -> target == number).orElse(true));
  }

  private static Diagnostic advice(Fields port, Service service) {
    List<Integer> ports = service.ports().stream().map(each -> each.number()).toList();
    String message =
        "Service %s/%s leads to the gateway by %s alone: the gateway listens at its pods, and calls from outside do not get there"
            .formatted(service.namespace(), service.name(), ports);
    return port.diagnostic(
        DiagnosticId.GATEWAY_PORT_UNREACHABLE,
        "number",
        message,
        "# add the port to Service %s, or name a port that it has".formatted(service.name()));
  }
}
