package dev.meshlab.mesh.translate;

import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Pod;
import dev.meshlab.mesh.translate.authorization.RbacFilters;
import dev.meshlab.mesh.translate.authorization.TrustDomains;
import dev.meshlab.mesh.translate.cluster.InboundClusters;
import dev.meshlab.mesh.translate.inbound.InboundListener;
import dev.meshlab.mesh.translate.xds.Resources;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import java.util.ArrayList;
import java.util.List;

/**
 * The resources that istiod sends to the sidecar of a pod for the calls that come in: a pure
 * function of the mesh. What the pod itself may call is {@link SidecarView}'s.
 */
public final class ServerView {

  private ServerView() {}

  /** One listener, with its routes in it, and a cluster for each port that Services lead to. */
  public static Resources translate(Mesh mesh, Pod pod) {
    return guards(mesh, pod)
        .withClusters(new InboundClusters(mesh, ClientWorkload.of(pod)).of(mesh.servedPorts(pod)));
  }

  /** The listener alone, which decides who is let in. */
  public static Resources guards(Mesh mesh, Pod pod) {
    RbacFilters guards =
        RbacFilters.of(mesh.authorizationPolicies(pod), TrustDomains.of(mesh.config()));
    return Resources.NONE.withListeners(
        List.of(InboundListener.of(mesh, pod, mesh.servedPorts(pod), guards)));
  }

  /** The same with what takes the calls to ports that no Service leads to. */
  public static Resources translateWithPassthrough(Mesh mesh, Pod pod) {
    Resources resources = translate(mesh, pod);
    List<Cluster> clusters = new ArrayList<>(resources.clusters());
    clusters.add(Passthrough.inbound(mesh.config()));
    return resources.withClusters(clusters);
  }
}
