package dev.meshlab.lab.plane;

import dev.meshlab.lab.fleet.Pod;

/**
 * A pod of the manifests and the process that plays it.
 *
 * @param role how
 * @param process what runs here
 */
record PlayedPod(Role role, Pod process) {

  int loopbackPort(int podPort) {
    return role.loopbackPort(process, podPort);
  }
}
