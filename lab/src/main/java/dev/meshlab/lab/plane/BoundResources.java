package dev.meshlab.lab.plane;

import dev.meshlab.mesh.translate.Deviation;
import dev.meshlab.mesh.translate.Resources;
import java.util.List;
import java.util.Map;

/**
 * A translation bound to the pods that run here.
 *
 * @param resources what the data plane is given
 * @param uuidByPort the pods by the loopback port of their endpoint
 * @param deviations where the resources depart from what Istio sends, each with its reason
 */
public record BoundResources(
    Resources resources, Map<Integer, String> uuidByPort, List<Deviation> deviations) {

  public BoundResources {
    uuidByPort = Map.copyOf(uuidByPort);
    deviations = List.copyOf(deviations);
  }
}
