package dev.meshlab.mesh.manifest;

import java.util.Map;

/** Labels and the selectors that ask for them. */
public final class Labels {

  private Labels() {}

  /** True if labels include every one that a selector asks for; an empty one asks for none. */
  public static boolean satisfy(Map<String, String> selector, Map<String, String> labels) {
    return labels.entrySet().containsAll(selector.entrySet());
  }
}
