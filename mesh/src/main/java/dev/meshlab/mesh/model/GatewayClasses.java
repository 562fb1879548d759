package dev.meshlab.mesh.model;

import java.util.HashMap;
import java.util.Map;

/**
 * Who runs the Gateways of the Kubernetes Gateway API, by their classes (istio/istio,
 * config/kube/gatewaycommon): those of other controllers are none of Istio's business, and those
 * for traffic inside the mesh, or of another cluster, open no port that a client dials.
 */
final class GatewayClasses {

  private static final String ISTIO = "istio.io/gateway-controller";

  private final Map<String, String> controllers = new HashMap<>();

  GatewayClasses() {
    add("istio", ISTIO); // there without being written
  }

  void add(String name, String controller) {
    controllers.put(name, controller);
  }

  /** Whether istiod makes an ingress gateway of a Gateway of this class. */
  boolean areIstios(String name) {
    return ISTIO.equals(controllers.get(name));
  }
}
