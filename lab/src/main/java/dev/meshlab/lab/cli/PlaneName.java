package dev.meshlab.lab.cli;

import dev.meshlab.lab.plane.EnvoyPlane;
import dev.meshlab.lab.plane.GatewayPlane;
import dev.meshlab.lab.plane.PlainPlane;
import dev.meshlab.lab.plane.ProxylessPlane;
import java.util.Arrays;
import java.util.Optional;

/** The planes, in the order in which they are measured. */
enum PlaneName {
  PLAIN(PlainPlane.NAME),
  ENVOY(EnvoyPlane.NAME),
  PROXYLESS(ProxylessPlane.NAME),
  /** Measured unasked only where the manifests bind routes to a Gateway. */
  GATEWAY(GatewayPlane.NAME);

  private final String word;

  PlaneName(String word) {
    this.word = word;
  }

  boolean needsEnvoy() {
    return this == ENVOY || this == GATEWAY;
  }

  static Optional<PlaneName> of(String word) {
    return Arrays.stream(values()).filter(plane -> plane.word.equals(word)).findFirst();
  }

  @Override
  public String toString() {
    return word;
  }
}
