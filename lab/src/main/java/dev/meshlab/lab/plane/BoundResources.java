package dev.meshlab.lab.plane;

import dev.meshlab.lab.predict.Reception;
import dev.meshlab.mesh.adapt.Deviation;
import dev.meshlab.mesh.translate.xds.Resources;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A translation bound to the pods that run here.
 *
 * @param resources what the data plane is given
 * @param uuidByPort the pods by the loopback port of their endpoint
 * @param receptions how those ports take connections; those not named in plain text only
 * @param deviations where the resources depart from what Istio sends, each with its reason
 */
public record BoundResources(
    Resources resources,
    Map<Integer, String> uuidByPort,
    Map<Integer, Reception> receptions,
    List<Deviation> deviations) {

  public BoundResources {
    uuidByPort = Map.copyOf(uuidByPort);
    receptions = Map.copyOf(receptions);
    deviations = List.copyOf(deviations);
  }

  /** The same with secrets, and with what is to be said of them. */
  BoundResources with(List<Secret> secrets, List<Deviation> further) {
    return new BoundResources(
        resources.withSecrets(secrets),
        uuidByPort,
        receptions,
        Stream.concat(deviations.stream(), further.stream()).toList());
  }
}
