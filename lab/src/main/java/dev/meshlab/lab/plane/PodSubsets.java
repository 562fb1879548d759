package dev.meshlab.lab.plane;

import dev.meshlab.lab.prediction.PodLabel;
import dev.meshlab.lab.prediction.PodLabels;
import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.manifest.Labels;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.DestinationRule;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Pod;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.Subset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The subsets of DestinationRules that pods are in, as the caller's rules have them, and the
 * Services that lead to them.
 *
 * @param client who calls inside the mesh
 * @param doors by which calls come in from outside
 */
public record PodSubsets(Mesh mesh, ClientWorkload client, List<GatewayTarget> doors) {

  /**
   * The pods with the names of their subsets and Services, of the host that is called and of those
   * to which its routes lead.
   *
   * @param target {@code host:port}
   */
  public PodLabels labelled(PodLabels pods, Plane plane, String target) {
    Map<String, Set<String>> subsets = new HashMap<>();
    Map<String, Set<String>> services = new HashMap<>();
    String host = target.replaceFirst(":\\d+$", "");
    Stream.concat(Stream.of(host), mesh.destinations(Set.of(host)).stream())
        .distinct()
        .flatMap(name -> mesh.service(name).stream())
        .forEach(
            service -> {
              String name = service.name() + "." + service.namespace();
              mesh.selectedPods(service).forEach(pod -> add(pod, name, services));
              addSubsets(service, caller(plane, target), subsets);
            });
    Siblings siblings = siblings();
    return pods.with(
        pod -> {
          String name = siblings.of(pod);
          return pod.in(
              subsets.getOrDefault(name, Set.of()), services.getOrDefault(name, Set.of()));
        });
  }

  /**
   * The pods of the mesh, to which those that come later are like.
   *
   * @param names of all, {@code namespace/name}
   * @param ofWorkload the name of one pod of each workload, by the workload's
   */
  private record Siblings(Set<String> names, Map<String, String> ofWorkload) {

    /** The pod itself, or one of its workload where the mesh does not have it. */
    String of(PodLabel pod) {
      String own = pod.namespace() + "/" + pod.name();
      return names.contains(own) ? own : ofWorkload.getOrDefault(workload(pod), own);
    }

    static String workload(PodLabel pod) {
      return pod.namespace() + "/" + pod.workload();
    }
  }

  private Siblings siblings() {
    Siblings siblings = new Siblings(new HashSet<>(), new HashMap<>());
    for (Pod pod : mesh.pods()) {
      String name = pod.namespace() + "/" + pod.name();
      siblings.names().add(name);
      siblings.ofWorkload().putIfAbsent(Siblings.workload(Placement.label(pod)), name);
    }
    return siblings;
  }

  private void addSubsets(
      Service service, ClientWorkload caller, Map<String, Set<String>> subsets) {
    List<Subset> all =
        mesh.destinationRule(caller, service).map(DestinationRule::subsets).orElse(List.of());
    for (Subset subset : all) {
      mesh.selectedPods(service).stream()
          .filter(pod -> Labels.satisfy(subset.labels(), pod.labels()))
          .forEach(pod -> add(pod, subset.name(), subsets));
    }
  }

  private static void add(Pod pod, String name, Map<String, Set<String>> byPod) {
    byPod.computeIfAbsent(pod.namespace() + "/" + pod.name(), any -> new HashSet<>()).add(name);
  }

  /** The gateway that takes calls from outside for a target, else the one who calls. */
  public ClientWorkload caller(Plane plane, String target) {
    return doors.stream()
        .filter(door -> plane.isEnteredFromOutside() && door.target().toString().equals(target))
        .map(GatewayTarget::workload)
        .findFirst()
        .orElse(client);
  }
}
