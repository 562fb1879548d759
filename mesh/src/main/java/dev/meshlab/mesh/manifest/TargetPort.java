package dev.meshlab.mesh.manifest;

import java.util.Optional;

/** The pods' port of a Service port, as written: a number or the name of a container port. */
public final class TargetPort {

  private static final String NAME = "targetPort";

  private TargetPort() {}

  /**
   * Empty where it is the Service's own: so it is without the field, and an API server takes 0 and
   * an empty text for that (kubernetes/kubernetes, pkg/apis/core/v1/defaults.go
   * SetDefaults_Service).
   */
  public static Optional<String> of(Fields port) {
    return port.string(NAME).filter(written -> !written.isEmpty() && !written.equals("0"));
  }
}
