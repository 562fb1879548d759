package dev.meshlab.lab.plane;

import java.util.Arrays;
import java.util.Optional;

/** The planes, in the order in which they are measured. */
public enum PlaneName {
  PLAIN(PlainPlane.NAME),
  ENVOY(EnvoyPlane.NAME),
  PROXYLESS(ProxylessPlane.NAME),
  /** MeasurementAssembly unasked only where the manifests bind routes to a Gateway. */
  GATEWAY(GatewayPlane.NAME);

  private final String word;

  PlaneName(String word) {
    this.word = word;
  }

  /** Whether an Envoy must be there. */
  public boolean needsEnvoy() {
    return this == ENVOY || this == GATEWAY;
  }

  /** The plane of that name. */
  public static Optional<PlaneName> of(String word) {
    return Arrays.stream(values()).filter(plane -> plane.word.equals(word)).findFirst();
  }

  @Override
  public String toString() {
    return word;
  }
}
