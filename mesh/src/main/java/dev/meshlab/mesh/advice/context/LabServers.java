package dev.meshlab.mesh.advice.context;

import dev.meshlab.mesh.model.Deployment;
import dev.meshlab.mesh.model.LabServer;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.ServicePort;
import dev.meshlab.mesh.model.name.LabelIndex;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The Deployments whose image the lab plays as what it is, by namespace. */
public final class LabServers {

  private final Map<String, LabelIndex<Deployment>> byNamespace;

  public LabServers(Mesh mesh) {
    this.byNamespace =
        mesh.deployments().stream()
            .filter(LabServer::isIn)
            .collect(
                Collectors.groupingBy(
                    Deployment::namespace,
                    Collectors.collectingAndThen(
                        Collectors.toList(),
                        servers -> new LabelIndex<>(servers, Deployment::labels))));
  }

  /** The image of those that take calls behind a port. */
  public Optional<String> image(Service service, ServicePort port) {
    LabelIndex<Deployment> servers = byNamespace.get(service.namespace());
    return service.selector().isEmpty() || servers == null
        ? Optional.empty()
        : servers.selected(service.selector().labels()).stream()
            .filter(server -> takesCalls(server, port))
            .map(server -> server.container().image())
            .findFirst();
  }

  private static boolean takesCalls(Deployment server, ServicePort port) {
    LabServer played = new LabServer(server.container());
    return port.targetOf(server).filter(target -> !played.servesItself(target)).isPresent();
  }
}
