package dev.meshlab.mesh.loopback;

import dev.meshlab.mesh.translate.xds.Resources;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The resources that a data plane of the lab is given.
 *
 * @param deviations where the resources depart from what istiod sends; only what made a difference
 */
public record Adapted(Resources resources, List<Deviation> deviations) {

  public Adapted {
    deviations = List.copyOf(deviations);
  }

  /** Resources that are as istiod sends them. */
  public static Adapted not(Resources resources) {
    return new Adapted(resources, List.of());
  }

  /** This, adapted further. */
  public Adapted then(Function<Resources, Adapted> next) {
    Adapted further = next.apply(resources);
    return new Adapted(
        further.resources,
        Stream.concat(deviations.stream(), further.deviations.stream()).toList());
  }
}
