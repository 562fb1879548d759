package dev.meshlab.mesh.comparison;

import java.util.Optional;

/**
 * A value that is not the same on both sides.
 *
 * @param resource the name of the resource
 * @param path of the value in the resource; empty where one side lacks the whole resource
 * @param theirs what istiod has sent, as JSON; empty if it has sent none
 * @param ours what the translation says, as JSON; empty if it has none
 */
public record Difference(
    String resource, String path, Optional<String> theirs, Optional<String> ours) {

  @Override
  public String toString() {
    return "%s%s: istiod has %s, ours has %s"
        .formatted(resource, path, theirs.orElse("none"), ours.orElse("none"));
  }
}
