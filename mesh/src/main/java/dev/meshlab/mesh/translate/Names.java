package dev.meshlab.mesh.translate;

import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.ServicePort;

/** The names that istiod gives to resources. */
final class Names {

  private Names() {}

  /** A cluster, and its EDS resource (istio/istio, model.BuildSubsetKey). */
  static String cluster(int port, String subset, String host) {
    return "outbound|" + port + "|" + subset + "|" + host;
  }

  static String cluster(Service service, ServicePort port) {
    return cluster(port.number(), "", service.host());
  }

  /** A virtual host; also the route configuration of a sniffed port, and a proxyless listener. */
  static String hostPort(Service service, ServicePort port) {
    return service.host() + ":" + port.number();
  }
}
