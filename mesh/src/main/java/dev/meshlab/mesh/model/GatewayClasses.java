package dev.meshlab.mesh.model;

import java.util.HashMap;
import java.util.Map;

/**
 * The classes of the Kubernetes Gateway API, by which a Gateway names its controller (istio/istio,
 * config/kube/gatewaycommon). Istio leaves the Gateways of other controllers alone. A Gateway for
 * traffic inside the mesh, or of another cluster, opens no port that a client dials.
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

  /** True if istiod makes an ingress gateway of a Gateway of this class. */
  boolean areIstios(String name) {
    return ISTIO.equals(controllers.get(name));
  }
}
