package dev.meshlab.lab.plane;

import dev.meshlab.lab.cast.Target;
import java.util.List;

/**
 * The calls that a plane has to be ready for.
 *
 * @param targets the targets inside the mesh
 * @param gateways the targets that gateways open
 * @param envoyWorkers the worker threads of each Envoy
 * @param lbPolicy by which the client balances among the addresses of a headless Service
 * @param seed of random choices; the same seed and the same order of connections draw alike
 */
public record CallsToMake(
    List<Target> targets,
    List<GatewayTarget> gateways,
    int envoyWorkers,
    LbPolicy lbPolicy,
    long seed) {

  public CallsToMake {
    targets = List.copyOf(targets);
    gateways = List.copyOf(gateways);
  }
}
