package dev.meshlab.lab.cast;

import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.model.Deployment;
import dev.meshlab.mesh.model.Endpoint;
import dev.meshlab.mesh.model.ExternalNames.ExternalName;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.ServicePort;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The reasons why the pods of a mesh cannot be played by processes of the server, or not quite
 * truthfully.
 */
public final class Playability {

  private final Mesh mesh;
  private final PodAssignment casting;
  private final boolean anythingToCall;

  public Playability(Mesh mesh, PodAssignment casting) {
    this.mesh = mesh;
    this.casting = casting;
    this.anythingToCall = !new TargetSelection(mesh, casting).all().isEmpty();
  }

  /** The reasons why the manifests cannot be run at all, or not truthfully. */
  public List<Diagnostic> problems() {
    List<Diagnostic> problems = new ArrayList<>();
    mesh.deployments().stream()
        .filter(ServerImage::isServer)
        .forEach(deployment -> problems.addAll(ServerImage.problems(deployment)));
    if (!casting.standsIn()) {
      mesh.services().forEach(service -> problems.addAll(foreign(service)));
    }
    if (problems.isEmpty() && !anythingToCall) {
      problems.addAll(nothingToCall());
    }
    return problems;
  }

  /**
   * Pods of another image, where they share a Service with ours or no Service leads to any of ours.
   */
  private List<Diagnostic> foreign(Service service) {
    List<Deployment> behind = casting.behind(service);
    boolean ours = behind.stream().anyMatch(ServerImage::isServer);
    return behind.stream()
        .filter(deployment -> !ServerImage.isServer(deployment))
        .filter(deployment -> ours || !anythingToCall)
        .map(
            deployment ->
                Diagnostic.of(
                        DiagnosticId.UNPLAYABLE_WORKLOAD,
                        deployment.container().written().position("image"),
                        deployment.container().written().path("image"),
                        "is not the image of this repository's server, and the Service %s leads to it"
                            .formatted(service.name()),
                        "write service-mesh-lab/server, with any registry in front and any tag"
                            + " behind, or let --stand-in play it")
                    .withValue(deployment.container().image()))
        .toList();
  }

  private List<Diagnostic> nothingToCall() {
    List<ExternalName> names = mesh.externalNames().all();
    if (mesh.services().isEmpty() && !names.isEmpty()) {
      return names.stream().map(Playability::outside).toList();
    }
    if (mesh.services().isEmpty()) {
      return List.of(
          Diagnostic.general(
              "these manifests have no Service; a client needs one to call, in front of a Deployment"
                  + " of service-mesh-lab/server"));
    }
    UncallableService uncallable = new UncallableService(mesh, casting);
    return mesh.services().stream()
        .flatMap(service -> uncallable.problems(service).stream())
        .toList();
  }

  private static Diagnostic outside(ExternalName name) {
    return Diagnostic.of(
            DiagnosticId.UNCALLABLE_SERVICE,
            name.service().position(),
            "spec.externalName",
            "the Service %s is another name of a host that these manifests do not have, and the lab"
                    .formatted(name.service().name())
                + " plays no others",
            "add a Service of that name, and the Deployment behind it")
        .withValue(name.target());
  }

  /** The places where the lab is kinder than a cluster. */
  public List<Diagnostic> warnings() {
    return mesh.services().stream()
        .flatMap(service -> service.ports().stream().flatMap(port -> misdirected(service, port)))
        .toList();
  }

  /** The pods of a Service port where a server of this repository does not listen, if any. */
  public Stream<Diagnostic> misdirected(Service service, ServicePort port) {
    return mesh.endpoints(service, port).stream()
        .flatMap(endpoint -> misdirected(port, endpoint).stream())
        .distinct();
  }

  private Optional<Diagnostic> misdirected(ServicePort port, Endpoint endpoint) {
    return casting
        .takingCalls(endpoint)
        .flatMap(role -> Optional.ofNullable(role.server()))
        .filter(deployment -> ServerImage.callPort(deployment) != endpoint.port())
        .map(
            deployment ->
                Diagnostic.of(
                        DiagnosticId.MISDIRECTED_PORT,
                        port.position(),
                        "spec.ports.targetPort",
                        "the server of Deployment %s listens on %d, so a cluster refuses these calls"
                            .formatted(deployment.name(), ServerImage.callPort(deployment)),
                        "set MESHLAB_PORT=%d there".formatted(endpoint.port()))
                    .withValue(Integer.toString(endpoint.port())));
  }
}
