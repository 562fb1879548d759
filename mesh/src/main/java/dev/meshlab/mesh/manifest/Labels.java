package dev.meshlab.mesh.manifest;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Labels and the selectors that ask for them. */
public final class Labels {

  private Labels() {}

  /** True if labels include every one that a selector asks for; an empty one asks for none. */
  public static boolean satisfy(Map<String, String> selector, Map<String, String> labels) {
    return labels.entrySet().containsAll(selector.entrySet());
  }

  /** Labels as options and {@code kubectl -l} take them, in the order of their keys. */
  public static String written(Map<String, String> labels) {
    return new TreeMap<>(labels)
        .entrySet().stream()
            .map(label -> label.getKey() + "=" + label.getValue())
            .collect(Collectors.joining(","));
  }
}
