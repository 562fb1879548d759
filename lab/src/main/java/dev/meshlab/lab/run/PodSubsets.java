package dev.meshlab.lab.run;

import dev.meshlab.lab.plane.GatewayTarget;
import dev.meshlab.lab.prediction.PodLabels;
import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.manifest.Labels;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.DestinationRule;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.Subset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The subsets of DestinationRules that pods are in, as the caller's rules have them.
 *
 * @param client who calls inside the mesh
 * @param doors by which calls come in from outside
 */
record PodSubsets(Mesh mesh, ClientWorkload client, List<GatewayTarget> doors) {

  /**
   * The pods with the names of their subsets, of the host that is called and of those to which its
   * routes lead.
   *
   * @param target {@code host:port}
   */
  PodLabels labelled(PodLabels pods, Plane plane, String target) {
    Map<String, Set<String>> byPod = new HashMap<>();
    String host = target.replaceFirst(":\\d+$", "");
    Stream.concat(Stream.of(host), mesh.destinations(Set.of(host)).stream())
        .distinct()
        .flatMap(name -> mesh.service(name).stream())
        .forEach(service -> add(service, caller(plane, target), byPod));
    return pods.with(
        pod -> pod.in(byPod.getOrDefault(pod.namespace() + "/" + pod.name(), Set.of())));
  }

  private void add(Service service, ClientWorkload caller, Map<String, Set<String>> byPod) {
    List<Subset> subsets =
        mesh.destinationRule(caller, service).map(DestinationRule::subsets).orElse(List.of());
    for (Subset subset : subsets) {
      mesh.selectedPods(service).stream()
          .filter(pod -> Labels.satisfy(subset.labels(), pod.labels()))
          .forEach(
              pod ->
                  byPod
                      .computeIfAbsent(pod.namespace() + "/" + pod.name(), any -> new HashSet<>())
                      .add(subset.name()));
    }
  }

  private ClientWorkload caller(Plane plane, String target) {
    return doors.stream()
        .filter(door -> plane.isEnteredFromOutside() && door.target().toString().equals(target))
        .map(GatewayTarget::workload)
        .findFirst()
        .orElse(client);
  }
}
