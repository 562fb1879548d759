package dev.meshlab.lab.expectation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The expectations of some calls, plane by plane.
 *
 * @param everywhere those of every plane
 * @param byPlane those of one plane alone, by its name
 */
public record Expectations(Expected everywhere, Map<String, Expected> byPlane) {

  public static final Expectations NONE = new Expectations(Expected.NOTHING, Map.of());

  public Expectations {
    byPlane = new LinkedHashMap<>(byPlane);
  }

  /**
   * These and one more.
   *
   * @param plane the only plane of it; empty for all
   */
  public Expectations with(Optional<String> plane, Expected more) {
    if (plane.isEmpty()) {
      return new Expectations(everywhere.plus(more), byPlane);
    }
    Map<String, Expected> changed = new LinkedHashMap<>(byPlane);
    changed.merge(plane.get(), more, Expected::plus);
    return new Expectations(everywhere, changed);
  }

  public boolean isEmpty() {
    return everywhere.isEmpty() && byPlane.isEmpty();
  }

  /** The planes that have some of their own. */
  public Set<String> planes() {
    return byPlane.keySet();
  }

  /** Those that are to hold on a plane. */
  public Expected on(String plane) {
    return everywhere.plus(byPlane.getOrDefault(plane, Expected.NOTHING));
  }
}
