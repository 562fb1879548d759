package dev.meshlab.mesh.model.locality;

import dev.meshlab.mesh.manifest.Fields;
import java.util.List;

/** The regions to which callers of a region go when no pod in it answers. */
record RegionFailover(String from, String to) {

  static List<RegionFailover> of(Fields setting) {
    return setting.children("failover").stream()
        .map(entry -> new RegionFailover(entry.string("from", ""), entry.string("to", "")))
        .toList();
  }

  /** True if the first entry for the caller's region, if there is one, names another region. */
  static boolean divertsFrom(List<RegionFailover> all, String callerRegion, String region) {
    return all.stream()
        .filter(entry -> entry.from.equals(callerRegion))
        .findFirst()
        .filter(entry -> !entry.to.equals(region))
        .isPresent();
  }

  /** True if the first entry for the caller's region names this region. */
  static boolean leadsTo(List<RegionFailover> all, String callerRegion, String region) {
    return all.stream()
        .filter(entry -> entry.from.equals(callerRegion))
        .findFirst()
        .filter(entry -> entry.to.equals(region))
        .isPresent();
  }
}
