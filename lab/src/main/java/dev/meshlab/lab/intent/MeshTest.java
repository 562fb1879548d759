package dev.meshlab.lab.intent;

import dev.meshlab.mesh.dataplane.Plane;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * A test of a mesh's configuration, by whoever wrote it.
 *
 * @param name of the test
 * @param file in which it is
 * @param world the mesh that is called; its manifests are relative to the file
 * @param standIns whether pods of any image are played
 * @param accepted what the lab does not play and the author takes for granted, by id or name
 * @param planes of the cases that name none
 * @param cases at least one
 */
public record MeshTest(
    String name,
    Path file,
    MeshWorld world,
    boolean standIns,
    Set<String> accepted,
    List<Plane> planes,
    List<TestCase> cases) {

  public MeshTest {
    accepted = Set.copyOf(accepted);
    planes = List.copyOf(planes);
    cases = List.copyOf(cases);
  }

  /** The planes on which a case is to be tried, in their order. */
  public List<Plane> planes(TestCase each) {
    List<Plane> named = each.planes().isEmpty() ? planes : each.planes();
    return named.stream().distinct().sorted().toList();
  }
}
