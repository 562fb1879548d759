package dev.meshlab.lab.session;

import dev.meshlab.lab.plane.ClusterPlane;
import dev.meshlab.lab.report.PlaneReport;
import dev.meshlab.lab.run.Measured;
import dev.meshlab.lab.run.Request;

/** The reports on a request whose calls could not be counted in a cluster. */
record Unmeasured(Request request) {

  /** The user has ended the run. */
  Measured interrupted() {
    return Measured.not(PlaneReport.interrupted(ClusterPlane.NAME, target(), request.line()));
  }

  /** Something did not work. */
  Measured failed(RuntimeException broken) {
    return Measured.not(
        PlaneReport.failed(
            ClusterPlane.NAME, target(), request.line(), String.valueOf(broken.getMessage())));
  }

  private String target() {
    return request.target().toString();
  }
}
