package dev.meshlab.lab.plane;

import dev.meshlab.mesh.model.Deployment;
import dev.meshlab.mesh.model.Endpoint;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.ServicePort;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether the pods of a mesh can be played by processes of the server, and where that is not the
 * whole truth.
 */
public final class Playability {

  private final Mesh mesh;
  private final Casting casting;
  private final boolean anythingToCall;

  public Playability(Mesh mesh, Casting casting) {
    this.mesh = mesh;
    this.casting = casting;
    this.anythingToCall = !new TargetSelection(mesh, casting).all().isEmpty();
  }

  /**
   * Why the manifests cannot be run at all, or not truthfully: a line each; empty when they can.
   */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
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
  private List<String> foreign(Service service) {
    List<Deployment> behind = casting.behind(service);
    boolean ours = behind.stream().anyMatch(ServerImage::isServer);
    return behind.stream()
        .filter(deployment -> !ServerImage.isServer(deployment))
        .filter(deployment -> ours || !anythingToCall)
        .map(
            deployment ->
                ("%s: %s: not the image of this repository's server (%s), and the Service %s leads"
                        + " to it; write service-mesh-lab/server, with any registry in front and any"
                        + " tag behind, or let --stand-in play it")
                    .formatted(
                        deployment.container().position("image"),
                        deployment.container().path("image"),
                        deployment.image(),
                        service.name()))
        .toList();
  }

  private List<String> nothingToCall() {
    if (mesh.services().isEmpty()) {
      return List.of(
          "no Service in these manifests; a client needs one to call, in front of a Deployment of"
              + " service-mesh-lab/server");
    }
    NobodyToCall nobody = new NobodyToCall(mesh);
    return mesh.services().stream().flatMap(service -> nobody.behind(service).stream()).toList();
  }

  /** Where the lab is kinder than a cluster: a line each. */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    for (Service service : mesh.services()) {
      for (ServicePort port : service.ports()) {
        mesh.endpoints(service, port).stream()
            .flatMap(endpoint -> misdirected(port, endpoint).stream())
            .distinct()
            .forEach(warnings::add);
      }
    }
    return warnings;
  }

  private Optional<String> misdirected(ServicePort port, Endpoint endpoint) {
    return casting
        .takingCalls(endpoint)
        .flatMap(role -> Optional.ofNullable(role.server()))
        .filter(deployment -> ServerImage.callPort(deployment) != endpoint.port())
        .map(
            deployment ->
                ("%s: targetPort: the server of Deployment %s listens on %d, so a cluster would"
                        + " refuse these calls (%d); set MESHLAB_PORT=%d there, as the lab does")
                    .formatted(
                        port.position(),
                        deployment.name(),
                        ServerImage.callPort(deployment),
                        endpoint.port(),
                        endpoint.port()));
  }
}
