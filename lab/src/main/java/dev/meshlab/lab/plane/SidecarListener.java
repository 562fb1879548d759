package dev.meshlab.lab.plane;

import dev.meshlab.lab.cast.Target;
import dev.meshlab.mesh.adapt.OwnListeners;
import dev.meshlab.mesh.translate.xds.Resources;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The listener of a sidecar that takes the calls for a target: the target's own listener where
 * there is one, else that of the port number. Without iptables to redirect traffic, Istio gives
 * each port number a listener on loopback, named after both.
 */
public final class SidecarListener {

  private SidecarListener() {}

  public static Optional<Listener> of(Resources resources, Target target) {
    return Stream.of(OwnListeners.name(target.host(), target.port()), "127.0.0.1_" + target.port())
        .flatMap(
            name ->
                resources.listeners().stream().filter(listener -> listener.getName().equals(name)))
        .findFirst();
  }
}
