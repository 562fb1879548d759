package dev.meshlab.mesh.loopback;

import dev.meshlab.mesh.translate.xds.Resources;
import java.util.List;
import java.util.Map;

/**
 * A pod that runs here and has a sidecar.
 *
 * @param identity the name of its certificate
 * @param sidecar the resources of its sidecar for the calls that come in
 * @param sockets the ports on which it is called
 * @param peerRules the PeerAuthentications that decide on the mutual TLS of its ports, by the port
 */
public record GuardedPod(
    String identity, Resources sidecar, List<PodSocket> sockets, Map<Integer, String> peerRules) {

  public GuardedPod {
    peerRules = Map.copyOf(peerRules);
    sockets = List.copyOf(sockets);
  }
}
