package dev.meshlab.mesh.translate.xds;

import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.ServicePort;

/** The names that istiod gives to resources. */
public final class Names {

  /** The cluster of a pod's ports that no Service leads to. */
  public static final String INBOUND_PASSTHROUGH = "InboundPassthroughCluster";

  private Names() {}

  /** A cluster, and its EDS resource (istio/istio, model.BuildSubsetKey). */
  public static String cluster(int port, String subset, String host) {
    return "outbound|" + port + "|" + subset + "|" + host;
  }

  public static String cluster(Service service, ServicePort port) {
    return cluster(port.number(), "", service.host());
  }

  /** The cluster of a pod's own port (istio/istio, model.BuildInboundSubsetKey). */
  public static String inboundCluster(int port) {
    return "inbound|" + port + "||";
  }

  /** A virtual host; also the route configuration of a sniffed port, and a proxyless listener. */
  public static String hostPort(Service service, ServicePort port) {
    return service.host() + ":" + port.number();
  }
}
