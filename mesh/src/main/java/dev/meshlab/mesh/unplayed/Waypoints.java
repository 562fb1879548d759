package dev.meshlab.mesh.unplayed;

import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.name.Hosts;
import dev.meshlab.mesh.unplayed.Touch.Clients;
import dev.meshlab.mesh.unplayed.Touch.FromAmbient;
import dev.meshlab.mesh.unplayed.Touch.ToHosts;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Namespaces and Services with a waypoint, through which the calls of the ambient mode go
 * (istio.io, Configure waypoint proxies).
 */
final class Waypoints {

  private static final String LABEL = "istio.io/use-waypoint";
  private static final String MODE = "istio.io/dataplane-mode";

  private Waypoints() {}

  static Stream<Unplayed> of(ManifestSet manifests, Mesh mesh) {
    Set<String> ambient =
        manifests.of("", "Namespace").stream()
            .filter(namespace -> labels(namespace).string(MODE, "").equals("ambient"))
            .map(Document::name)
            .collect(Collectors.toUnmodifiableSet());
    return Stream.concat(
            manifests.of("", "Namespace").stream(), manifests.of("", "Service").stream())
        .filter(object -> hasWaypoint(object))
        .map(object -> unplayed(object, hosts(object, mesh), ambient));
  }

  private static Fields labels(Document object) {
    return Fields.of(object).below("metadata").below("labels");
  }

  private static boolean hasWaypoint(Document object) {
    String name = labels(object).string(LABEL, "");
    return !name.isEmpty() && !name.equals("none");
  }

  private static List<String> hosts(Document object, Mesh mesh) {
    return object.kind().equals("Service")
        ? List.of(Hosts.ofService(object.name(), object.namespace()))
        : mesh.services().stream()
            .filter(service -> service.namespace().equals(object.name()))
            .map(Service::host)
            .toList();
  }

  private static Unplayed unplayed(Document object, List<String> hosts, Set<String> ambient) {
    Fields labels = labels(object);
    return new Unplayed(
        DiagnosticId.NOT_HONOURED,
        object,
        labels.path(LABEL),
        labels.position(LABEL),
        "waypoints of the ambient mode",
        "leads calls of the ambient mode through a waypoint, which balances each of them",
        new FromAmbient(ambient, new ToHosts(hosts, Clients.ALL)));
  }
}
