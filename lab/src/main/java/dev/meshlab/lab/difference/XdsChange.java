package dev.meshlab.lab.difference;

import dev.meshlab.mesh.comparison.Difference;
import java.util.List;

/**
 * The difference in what istiod sends.
 *
 * @param receiver the proxy, or the library
 * @param type of the resource, as {@code cluster}
 * @param differences of the resource; in them, theirs is before, and ours is after
 */
public record XdsChange(
    String receiver, String type, String resource, List<Difference> differences) {

  public XdsChange {
    differences = List.copyOf(differences);
  }

  boolean isWhole() {
    return differences.get(0).path().isEmpty();
  }
}
