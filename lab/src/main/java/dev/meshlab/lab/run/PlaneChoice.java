package dev.meshlab.lab.run;

import dev.meshlab.mesh.dataplane.Plane;
import java.util.List;

/**
 * A user's choice of planes.
 *
 * @param planes of this machine, in their order
 * @param byName whether the user named them, so that none may be left out
 * @param onCluster whether the caller's plane is measured in a cluster, too
 */
public record PlaneChoice(List<Plane> planes, boolean byName, boolean onCluster) {

  /** All planes, of which those that lack something are left out. */
  public static final PlaneChoice ALL = new PlaneChoice(List.of(Plane.values()), false);

  public PlaneChoice {
    planes = List.copyOf(planes);
  }

  /** Planes of this machine. */
  public PlaneChoice(List<Plane> planes, boolean byName) {
    this(planes, byName, false);
  }

  /** The planes that a user names, each once. */
  public static PlaneChoice named(List<Plane> names) {
    return new PlaneChoice(names.stream().distinct().toList(), true);
  }

  /** The same, and the caller's plane in a cluster. */
  public PlaneChoice andCluster() {
    return new PlaneChoice(planes, byName, true);
  }
}
