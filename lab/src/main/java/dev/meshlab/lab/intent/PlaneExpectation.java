package dev.meshlab.lab.intent;

import dev.meshlab.lab.expectation.Expectation;
import dev.meshlab.lab.expectation.ExpectationText;
import dev.meshlab.lab.expectation.InvalidExpectation;
import dev.meshlab.mesh.dataplane.Plane;
import java.util.Optional;

/**
 * An expectation, and where it is to hold.
 *
 * @param plane the only plane; empty for each that is asked for
 */
public record PlaneExpectation(Optional<Plane> plane, Expectation expectation) {

  /**
   * The expectation that a person wrote, such as {@code only OK} or {@code envoy: only OK}.
   *
   * @throws InvalidExpectation if it is not one
   */
  public static PlaneExpectation parse(String written) throws InvalidExpectation {
    int colon = written.indexOf(':');
    Optional<Plane> plane =
        colon < 0 ? Optional.empty() : Plane.of(written.substring(0, colon).strip());
    String line = plane.isEmpty() ? written : written.substring(colon + 1);
    return new PlaneExpectation(plane, ExpectationText.parse(line));
  }

  /** True if it is to hold on a plane. */
  public boolean isFor(Plane other) {
    return plane.isEmpty() || plane.get() == other;
  }
}
