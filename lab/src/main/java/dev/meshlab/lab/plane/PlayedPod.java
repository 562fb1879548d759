package dev.meshlab.lab.plane;

import dev.meshlab.lab.prediction.PodLabel;

/**
 * A pod of the manifests as it runs here, or as it would.
 *
 * @param role how it is played
 * @param ports where it is
 * @param label its name
 */
record PlayedPod(Role role, PodPorts ports, PodLabel label) {

  int loopbackPort(int podPort) {
    return role.loopbackPort(ports, podPort);
  }
}
