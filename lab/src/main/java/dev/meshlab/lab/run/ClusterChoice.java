package dev.meshlab.lab.run;

import dev.meshlab.lab.cluster.ClusterAddress;
import dev.meshlab.lab.cluster.ClusterNeed;
import org.jspecify.annotations.Nullable;

/**
 * A user's choices for the plane {@code kubernetes}.
 *
 * @param address of the cluster
 * @param clientImage the client's image there; null for the one of the manifests
 * @param serverImage the server's image there, for stand-ins
 * @param keep whether everything stays in the cluster after the run
 */
public record ClusterChoice(
    ClusterAddress address, @Nullable String clientImage, String serverImage, boolean keep) {

  /** The server's image in this repository's manifests. */
  public static final String SERVER_IMAGE = "localhost/service-mesh-lab/server:0.1.0";

  /** The current context of the kubeconfig, and nothing is left there. */
  public static final ClusterChoice DEFAULT =
      new ClusterChoice(
          new ClusterAddress(null, null, ClusterNeed.PLANE), null, SERVER_IMAGE, false);
}
