package dev.meshlab.mesh.loopback;

import dev.meshlab.mesh.translate.xds.Resources;
import java.util.List;

/**
 * A pod that runs here and has a sidecar.
 *
 * @param identity the name of its certificate
 * @param sidecar the resources of its sidecar for the calls that come in
 * @param sockets the ports on which it is called
 */
public record GuardedPod(String identity, Resources sidecar, List<PodSocket> sockets) {

  public GuardedPod {
    sockets = List.copyOf(sockets);
  }
}
