package dev.meshlab.lab.plane;

import dev.meshlab.lab.cast.PodRole;
import dev.meshlab.lab.cluster.StandIn;
import dev.meshlab.mesh.model.Endpoint;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Pod;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The stand-ins for the pods of manifests in a cluster.
 *
 * @param mesh as its author wrote it
 * @param cast the pods that are played
 * @param image of the server
 */
record ClusterStandIns(Mesh mesh, Map<Pod, PodRole> cast, String image) {

  /** The stand-in for the pods of a workload; empty where the lab's own server is in them. */
  Optional<StandIn> of(String namespace, String workload) {
    return cast.entrySet().stream()
        .filter(each -> each.getKey().namespace().equals(namespace))
        .filter(each -> each.getKey().workload().equals(workload))
        .filter(each -> each.getValue().isStandIn())
        .findFirst()
        .map(each -> standIn(each.getKey(), each.getValue()));
  }

  private StandIn standIn(Pod pod, PodRole role) {
    NavigableSet<Integer> ports = ports(pod);
    return new StandIn(
        image,
        role.standInArguments(),
        ports.stream().filter(port -> !role.answersHttp1On(port)).toList(),
        ports.stream().filter(role::answersHttp1On).toList(),
        pod.portNames());
  }

  /** The ports of a pod to which some Service leads. */
  private NavigableSet<Integer> ports(Pod pod) {
    NavigableSet<Integer> ports = new TreeSet<>();
    mesh.services()
        .forEach(
            service ->
                service
                    .ports()
                    .forEach(
                        port ->
                            mesh.endpoints(service, port).stream()
                                .filter(each -> each.address().equals(pod.ip()))
                                .map(Endpoint::port)
                                .forEach(ports::add)));
    return ports;
  }

  /** The ports at which the ledgers of a pod are read. */
  List<Integer> maintenancePorts(Pod pod, PodRole role) {
    return role.maintenancePort().isPresent()
        ? List.of(role.maintenancePort().getAsInt())
        : of(pod.namespace(), pod.workload()).map(StandIn::maintenancePorts).orElse(List.of());
  }
}
