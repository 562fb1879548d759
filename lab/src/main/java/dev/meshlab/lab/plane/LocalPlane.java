package dev.meshlab.lab.plane;

import dev.meshlab.client.load.ChannelFactory;
import dev.meshlab.client.load.Load;
import dev.meshlab.client.load.WarmUpLimit;
import dev.meshlab.lab.cast.Target;
import dev.meshlab.mesh.dataplane.Plane;

/** A plane on this machine, which the client calls from this process. */
interface LocalPlane extends RunningPlane {

  /** The plane that it is. */
  Plane plane();

  /** Opens channels that reach a target over this plane. */
  ChannelFactory channels(Target target);

  @Override
  default String name() {
    return plane().toString();
  }

  @Override
  default LoadDriver driver(Target target, Load load, WarmUpLimit limit) {
    return new OwnLoad(load, limit, channels(target));
  }
}
