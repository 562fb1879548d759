package dev.meshlab.mesh.model.locality;

import java.util.List;

/** Priorities as Envoy wants them: from 0 up without a gap. */
final class Priorities {

  private Priorities() {}

  static List<LocalityGroup> compacted(List<LocalityGroup> groups) {
    List<Integer> used = groups.stream().map(LocalityGroup::priority).distinct().sorted().toList();
    return groups.stream().map(g -> g.withPriority(used.indexOf(g.priority()))).toList();
  }
}
