package dev.meshlab.lab.run;

import dev.meshlab.mesh.dataplane.Plane;
import java.util.List;

/**
 * A user's choice of planes.
 *
 * @param planes in their order
 * @param byName whether the user named them, so that none may be left out
 */
public record PlaneChoice(List<Plane> planes, boolean byName) {

  /** All planes, of which those that lack something are left out. */
  public static final PlaneChoice ALL = new PlaneChoice(List.of(Plane.values()), false);

  public PlaneChoice {
    planes = List.copyOf(planes);
  }

  /** The planes that a user names, each once. */
  public static PlaneChoice named(List<Plane> names) {
    return new PlaneChoice(names.stream().distinct().toList(), true);
  }
}
