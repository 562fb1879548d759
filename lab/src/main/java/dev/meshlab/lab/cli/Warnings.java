package dev.meshlab.lab.cli;

import dev.meshlab.lab.plane.Playability;
import dev.meshlab.lab.plane.Unhonoured;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.manifest.Problem;
import dev.meshlab.mesh.model.Mesh;
import java.util.List;
import java.util.stream.Stream;

/** What a cluster accepts and the lab doubts, a line each. */
final class Warnings {

  private Warnings() {}

  static List<String> of(ManifestSet manifests, Mesh mesh, Unhonoured unhonoured) {
    Stream<String> found =
        Stream.concat(manifests.problems().stream(), mesh.problems().stream())
            .map(Problem::toString);
    return Stream.of(found, new Playability(mesh).warnings().stream(), unhonoured.lines().stream())
        .flatMap(lines -> lines)
        .distinct()
        .toList();
  }
}
