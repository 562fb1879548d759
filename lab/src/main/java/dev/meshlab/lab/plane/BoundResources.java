package dev.meshlab.lab.plane;

import dev.meshlab.lab.predict.Reach;
import dev.meshlab.mesh.loopback.Deviation;
import dev.meshlab.mesh.translate.xds.Resources;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import java.util.List;
import java.util.stream.Stream;

/**
 * A translation bound to the pods that run here.
 *
 * @param resources what the data plane is given
 * @param reach the pods
 * @param deviations where the resources depart from what Istio sends, each with its reason
 */
public record BoundResources(Resources resources, Reach reach, List<Deviation> deviations) {

  public BoundResources {
    deviations = List.copyOf(deviations);
  }

  /** The same with secrets, and with what is to be said of them. */
  BoundResources with(List<Secret> secrets, List<Deviation> further) {
    return new BoundResources(
        resources.withSecrets(secrets),
        reach,
        Stream.concat(deviations.stream(), further.stream()).toList());
  }
}
