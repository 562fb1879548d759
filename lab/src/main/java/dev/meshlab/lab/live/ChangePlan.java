package dev.meshlab.lab.live;

import dev.meshlab.lab.live.Change.Timed;
import dev.meshlab.mesh.manifest.ManifestSet;
import java.util.List;
import java.util.function.Function;

/**
 * The changes that are made under a load.
 *
 * @param changes in the order of their times; each waits for the end of the one before
 * @param repeats how often the load is run with all of them, each time from the same beginning
 * @param files reads the manifests that a change applies, by their names
 */
public record ChangePlan(
    List<Timed> changes, int repeats, Function<List<String>, ManifestSet> files) {

  public ChangePlan {
    changes = List.copyOf(changes);
  }
}
