package dev.meshlab.mesh.manifest;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Names that exist, among which the one is found that an unknown name probably means. A search
 * compares with all of them. More than a hundred unknown names are not slips of the pen, so there
 * is no search for them, and the cost grows no faster than the manifests.
 */
public final class KnownNames {

  private static final int SEARCHES = 100;

  private final Set<String> names;
  private final Map<String, Optional<String>> found = new HashMap<>();

  public KnownNames(Collection<String> names) {
    this.names = Set.copyOf(names);
  }

  public boolean contains(String name) {
    return names.contains(name);
  }

  /** The nearest one, if it is near enough to be a typing error. */
  public Optional<String> nearest(String unknown) {
    return found.size() < SEARCHES
        ? found.computeIfAbsent(unknown, name -> Nearest.to(name, names))
        : found.getOrDefault(unknown, Optional.empty());
  }
}
