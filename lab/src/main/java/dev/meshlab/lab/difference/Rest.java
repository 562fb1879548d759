package dev.meshlab.lab.difference;

import dev.meshlab.mesh.comparison.Comparison;
import java.util.List;

/** The differences of a resource for which there are no better words than its own. */
final class Rest {

  private Rest() {}

  /**
   * A change for each field.
   *
   * @param resource in a word
   */
  static List<Change> of(String resource, Comparison comparison) {
    return comparison.differences().stream()
        .map(
            each ->
                new Change(
                    resource + each.path(),
                    Said.of(each.theirs().orElse("none")),
                    Said.of(each.ours().orElse("none"))))
        .toList();
  }
}
