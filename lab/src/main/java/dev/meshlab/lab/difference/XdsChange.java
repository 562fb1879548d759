package dev.meshlab.lab.difference;

import dev.meshlab.mesh.comparison.Difference;
import java.util.List;

/**
 * The difference in what istiod sends.
 *
 * @param receivers the proxies, or libraries, all of which are sent the same
 * @param type of the resource, as {@code cluster}
 * @param differences of the resource; in them, theirs is before, and ours is after
 */
public record XdsChange(
    List<String> receivers, String type, String resource, List<Difference> differences) {

  public XdsChange {
    receivers = List.copyOf(receivers);
    differences = List.copyOf(differences);
  }

  boolean isWhole() {
    return differences.get(0).path().isEmpty();
  }
}
