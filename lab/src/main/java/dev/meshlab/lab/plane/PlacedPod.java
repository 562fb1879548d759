package dev.meshlab.lab.plane;

import dev.meshlab.lab.cast.PodPorts;
import dev.meshlab.lab.cast.PodRole;
import dev.meshlab.lab.fleet.PodProcess;
import dev.meshlab.lab.fleet.PodSpec;
import dev.meshlab.lab.prediction.PodLabel;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Pod;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A pod of the manifests as it runs here, or as it would.
 *
 * @param role how it is played
 * @param ports where it is
 * @param label its name
 */
record PlacedPod(PodRole role, PodPorts ports, PodLabel label) {

  int loopbackPort(int podPort) {
    return role.loopbackPort(ports, podPort);
  }

  /** The processes of a mesh's pods, with their roles, by address. */
  static Map<String, PlacedPod> byIp(Mesh mesh, List<PodProcess> pods, Map<String, PodRole> roles) {
    Map<String, PodLabel> labels =
        mesh.pods().stream().collect(Collectors.toMap(Pod::ip, Placement::label, (a, b) -> a));
    Map<String, PlacedPod> byIp = new HashMap<>();
    for (PodProcess pod : pods) {
      PodLabel label = labels.getOrDefault(pod.spec().ip(), label(pod.spec()));
      PodRole role = Objects.requireNonNull(roles.get(pod.spec().ip()));
      PodPorts ports =
          new PodPorts(pod.uuid(), pod.port(), pod.metricsPort(), pod.maintenancePort());
      byIp.put(pod.spec().ip(), new PlacedPod(role, ports, label));
    }
    return byIp;
  }

  private static PodLabel label(PodSpec spec) {
    return new PodLabel(spec.name(), spec.namespace(), spec.version(), spec.zone());
  }
}
