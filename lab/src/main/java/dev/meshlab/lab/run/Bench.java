package dev.meshlab.lab.run;

import dev.meshlab.lab.plane.Planes;
import dev.meshlab.lab.plane.Testbed;
import java.util.List;

/**
 * The pods of one mesh, and what is needed to measure it.
 *
 * @param planes that can be opened over the pods
 * @param trial of requests on these planes
 * @param notes what is to be said of the pods' sidecars
 */
record Bench(Testbed testbed, Planes planes, Trial trial, EnvoyChoice envoy, List<String> notes)
    implements AutoCloseable {

  @Override
  public void close() {
    testbed.close();
  }
}
