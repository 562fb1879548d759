package dev.meshlab.mesh.explain;

import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.manifest.Position;
import dev.meshlab.mesh.manifest.Problem;
import java.util.List;

/** Blocks with errors, for which there is no correction before they are mended. */
final class Refused {

  private final List<Position> starts;
  private final List<Problem> errors;

  Refused(ManifestSet manifests) {
    starts = manifests.documents().stream().map(document -> document.position()).toList();
    errors = manifests.problems().stream().filter(Problem::isError).toList();
  }

  /** Whether a correction may repeat an error: it gives the whole block of a field. */
  boolean isRepeatedBy(Advice advice) {
    String block = advice.path().replaceFirst("\\.[^.]*$", "");
    return errors.stream()
        .filter(error -> error.path().equals(block) || error.path().startsWith(block + "."))
        .anyMatch(error -> start(error.position()).equals(start(advice.position())));
  }

  /** Where the object starts to which a place belongs. */
  private Position start(Position place) {
    return starts.stream()
        .filter(start -> start.file().equals(place.file()) && start.line() <= place.line())
        .reduce((first, second) -> second)
        .orElse(place);
  }
}
