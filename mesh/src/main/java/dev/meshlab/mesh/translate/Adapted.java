package dev.meshlab.mesh.translate;

import java.util.List;

/**
 * What a data plane of the lab is given.
 *
 * @param deviations where the resources depart from what istiod sends; only what made a difference
 */
public record Adapted(Resources resources, List<Deviation> deviations) {

  public Adapted {
    deviations = List.copyOf(deviations);
  }
}
