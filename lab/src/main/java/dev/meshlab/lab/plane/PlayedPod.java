package dev.meshlab.lab.plane;

import dev.meshlab.lab.fleet.Pod;
import dev.meshlab.mesh.model.Deployment;

/**
 * A pod of the manifests and the process that plays it.
 *
 * @param deployment which it is of
 * @param process what runs here
 */
record PlayedPod(Deployment deployment, Pod process) {

  /**
   * The loopback port behind one of the pod's ports. The metrics and maintenance ports are where
   * the Deployment says; whatever else a Service targets is taken to be where calls are meant to
   * go.
   */
  int loopbackPort(int podPort) {
    if (podPort == ServerImage.metricsPort(deployment)) {
      return process.metricsPort();
    }
    return podPort == ServerImage.maintenancePort(deployment)
        ? process.maintenancePort()
        : process.port();
  }
}
