package dev.meshlab.lab.plane;

import dev.meshlab.lab.cast.PodPorts;
import dev.meshlab.lab.cast.PodRole;
import dev.meshlab.lab.prediction.PodLabel;

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
}
