package dev.meshlab.lab.plane;

import dev.meshlab.lab.cast.Target;
import dev.meshlab.mesh.loopback.OwnListeners;
import dev.meshlab.mesh.translate.xds.Resources;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import java.util.Optional;

/** The listener of a sidecar that takes the calls for a target, by its host and port. */
public final class SidecarListener {

  private SidecarListener() {}

  public static Optional<Listener> of(Resources resources, Target target) {
    return OwnListeners.serving(resources, target.host(), target.port());
  }
}
