package dev.meshlab.mesh.translate;

import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.GatewayPort;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.translate.cluster.Clusters;
import dev.meshlab.mesh.translate.cluster.Endpoints;
import dev.meshlab.mesh.translate.gateway.GatewayListeners;
import dev.meshlab.mesh.translate.gateway.GatewayRoutes;
import dev.meshlab.mesh.translate.gateway.GatewayServices;
import dev.meshlab.mesh.translate.xds.Resources;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import java.util.List;

/**
 * The resources that istiod sends to an ingress gateway: a pure function of the mesh. Gateways
 * guess no protocol: to a port that declares none they speak HTTP/1.1.
 */
public final class GatewayView {

  private GatewayView() {}

  /**
   * The resources of a gateway's workload.
   *
   * @param workload one of {@link Mesh#gatewayWorkloads}
   */
  public static Resources translate(Mesh mesh, ClientWorkload workload) {
    return GatewayServices.leftOut(mesh, translateAll(mesh, workload));
  }

  /** The name of the listener on a port. */
  public static String listener(GatewayPort port) {
    return GatewayListeners.name(port);
  }

  /** The same with the clusters of the Services in front of the gateways themselves. */
  public static Resources translateAll(Mesh mesh, ClientWorkload workload) {
    List<Cluster> clusters = Clusters.ofGateway(mesh, workload).all();
    return new Resources(
        clusters,
        new Endpoints(mesh, workload).of(Clusters.byEds(clusters)),
        new GatewayListeners(mesh, workload).all(),
        new GatewayRoutes(mesh, workload).all());
  }
}
