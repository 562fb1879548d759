package dev.meshlab.lab.intent;

import dev.meshlab.lab.exercise.Call;
import dev.meshlab.lab.expectation.Expectations;
import dev.meshlab.lab.expectation.Expected;
import dev.meshlab.lab.live.Change.Timed;
import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.diagnostic.Position;
import java.util.List;

/**
 * Some calls, and what their author means to happen to them.
 *
 * @param name what it is about, in a few words
 * @param position where it is written
 * @param over applied over the mesh of the test, for this case alone
 * @param planes on which the calls are made; empty for those of the test
 * @param call the calls
 * @param caller who makes them
 * @param changes that are made while the calls are under way; empty where nothing changes
 * @param repeats of the calls with all changes
 * @param expectations at least one
 */
public record TestCase(
    String name,
    Position position,
    MeshWorld over,
    List<Plane> planes,
    Call call,
    Caller caller,
    List<Timed> changes,
    int repeats,
    Expectations expectations) {

  public TestCase {
    planes = List.copyOf(planes);
    changes = List.copyOf(changes);
  }

  /** The expectations that are to hold on a plane. */
  public Expected on(Plane plane) {
    return expectations.on(plane.toString());
  }
}
