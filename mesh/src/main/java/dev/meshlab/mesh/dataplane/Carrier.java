package dev.meshlab.mesh.dataplane;

import dev.meshlab.mesh.loopback.Deviation;
import dev.meshlab.mesh.loopback.EnvoyDeviations;
import dev.meshlab.mesh.loopback.GrpcJavaDeviations;
import java.util.List;

/** The software that carries the calls of a plane. It decides which rules can be applied. */
public enum Carrier {
  /** Kubernetes's own: it passes on connections, and knows no rule of Istio's. */
  KUBE_PROXY,

  /** A proxy that gets all that istiod has. */
  ENVOY,

  /** The client itself; istiod's proxyless generator gives it a part. */
  GRPC_JAVA;

  /** The points where the lab gives it something other than Istio does. */
  public List<Deviation> deviations() {
    return switch (this) {
      case KUBE_PROXY -> List.of();
      case ENVOY -> EnvoyDeviations.all();
      case GRPC_JAVA -> GrpcJavaDeviations.all();
    };
  }
}
