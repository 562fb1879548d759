package dev.meshlab.lab.cast;

import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.model.Endpoint;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Pod;
import dev.meshlab.mesh.model.Protocol;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.ServicePort;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The reasons why no port of a Service leads to a pod that takes calls. */
final class UncallableService {

  private static final String TARGET_PORT = "spec.ports.targetPort";

  private static final String SELECTOR = "spec.selector";

  private final Mesh mesh;
  private final PodAssignment casting;

  UncallableService(Mesh mesh, PodAssignment casting) {
    this.mesh = mesh;
    this.casting = casting;
  }

  /** The first cause that applies, for each port that it applies to. */
  List<Diagnostic> problems(Service service) {
    if (service.ports().stream().allMatch(port -> port.protocol() == Protocol.UDP)) {
      return List.of(
          Diagnostic.of(
              DiagnosticId.UNCALLABLE_SERVICE,
              service.position(),
              "spec.ports",
              "the Service %s has no TCP port, and gRPC needs one".formatted(service.name()),
              ""));
    }
    List<Pod> pods = mesh.selectedPods(service);
    if (pods.isEmpty()) {
      return List.of(
          service.selector().isEmpty() ? withoutSelector(service) : withoutPods(service));
    }
    if (pods.stream().allMatch(pod -> casting.role(pod).isEmpty())) {
      return List.of(withoutPlayers(service));
    }
    if (endpoints(service).findAny().isPresent()
        && endpoints(service).allMatch(endpoint -> endpoint.pod().isEmpty())) {
      return addresses(service).map(all -> withoutOwnPods(service, all)).stream().toList();
    }
    return service.ports().stream()
        .filter(port -> port.protocol() != Protocol.UDP)
        .map(port -> withoutTarget(service, port, pods))
        .toList();
  }

  /** A Service whose EndpointSlices list none of its pods as ready. */
  private static Diagnostic withoutReadyEndpoints(Service service) {
    return Diagnostic.of(
        DiagnosticId.UNCALLABLE_SERVICE,
        service.position(),
        "spec",
        "the EndpointSlices of Service %s list no endpoint that is ready".formatted(service.name()),
        "remove them, so that the pods which it selects count");
  }

  private Diagnostic withoutSelector(Service service) {
    return addresses(service)
        .map(addresses -> withoutOwnPods(service, addresses))
        .orElseGet(
            () ->
                Diagnostic.of(
                    DiagnosticId.UNCALLABLE_SERVICE,
                    service.position(),
                    SELECTOR,
                    "the Service %s has no selector, so none of these pods is behind it"
                        .formatted(service.name()),
                    "write the labels of the pods that it is to lead to, or route its calls with"
                        + " a VirtualService"));
  }

  /** The endpoints that a person has given to a Service; empty where there are none. */
  private Optional<String> addresses(Service service) {
    String all =
        endpoints(service).map(Endpoint::socket).distinct().collect(Collectors.joining(", "));
    return Optional.of(all).filter(text -> !text.isEmpty());
  }

  private Stream<Endpoint> endpoints(Service service) {
    return service.ports().stream().flatMap(port -> mesh.endpoints(service, port).stream());
  }

  private static Diagnostic withoutOwnPods(Service service, String addresses) {
    return Diagnostic.of(
            DiagnosticId.UNCALLABLE_SERVICE,
            service.position(),
            "spec",
            "the Service %s leads to addresses that the lab does not play"
                .formatted(service.name()),
            "add the pods of these addresses, and let the endpoints refer to them by targetRef")
        .withValue(addresses);
  }

  /** Pods without a Deployment, where no stand-ins play, or the client's. */
  private Diagnostic withoutPlayers(Service service) {
    return Diagnostic.of(
            DiagnosticId.UNCALLABLE_SERVICE,
            service.selector().position(),
            SELECTOR,
            "the Service %s leads to pods that the lab does not play".formatted(service.name()),
            casting.standsIn()
                ? "they are service-mesh-lab/client, which takes no calls; select other pods"
                : "let --stand-in play them, or let a Deployment of service-mesh-lab/server make"
                    + " them")
        .withValue(service.selector().labels().toString());
  }

  private Diagnostic withoutPods(Service service) {
    String stopped =
        casting.scaledToZero(service).stream()
            .map(d -> d.kind() + " " + d.name())
            .collect(Collectors.joining(", "));
    String remedy =
        stopped.isEmpty()
            ? "check the selector against the labels of the pods, and both namespaces"
            : stopped + " has 0 replicas; give it some";
    return Diagnostic.of(
            DiagnosticId.UNCALLABLE_SERVICE,
            service.selector().position(),
            SELECTOR,
            "the Service %s has no pods".formatted(service.name()),
            remedy)
        .withValue(service.selector().labels().toString());
  }

  private Diagnostic withoutTarget(Service service, ServicePort port, List<Pod> pods) {
    boolean unserved = mesh.endpoints(service, port).isEmpty();
    if (unserved && pods.stream().anyMatch(pod -> port.targetOf(pod) != null)) {
      return withoutReadyEndpoints(service);
    }
    Diagnostic problem =
        unserved
            ? Diagnostic.of(
                DiagnosticId.UNCALLABLE_SERVICE,
                port.position(),
                TARGET_PORT,
                "no container port of Service %s's pods has this name".formatted(service.name()),
                "name one so, or use its number")
            : Diagnostic.of(
                DiagnosticId.UNCALLABLE_SERVICE,
                port.position(),
                TARGET_PORT,
                "the Service %s targets a port of its pods that serves metrics or maintenance and"
                        .formatted(service.name())
                    + " takes no calls",
                "");
    return problem.withValue(port.targetPort());
  }
}
