package dev.meshlab.mesh.model.locality;

import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.ClientWorkload;
import java.util.List;
import java.util.OptionalInt;

/**
 * {@code zoneAwareLbSetting}: the caller's region first, and within it as Envoy balances zones
 * (istio/istio, loadbalancer.ApplyZoneAwareLoadBalancer).
 *
 * @param minClusterSize how many endpoints it needs; empty for Envoy's default
 */
public record ZoneAwareBalancing(
    boolean enabled, OptionalInt minClusterSize, List<String> labels, List<RegionFailover> regions)
    implements LocalityBalancing {

  /** The own region, one that calls fail over to, any other. */
  private static final int RANKS = 3;

  static ZoneAwareBalancing of(Fields setting) {
    boolean enabled = setting.bool("enabled", true);
    int size = setting.integer("minClusterSize", 0);
    return new ZoneAwareBalancing(
        enabled,
        setting.has("minClusterSize") ? OptionalInt.of(size) : OptionalInt.empty(),
        enabled ? setting.strings("failoverPriority") : List.of(),
        enabled ? RegionFailover.of(setting) : List.of());
  }

  @Override
  public List<LocalityGroup> apply(List<LocalityGroup> groups, ClientWorkload client) {
    if (!enabled) {
      return groups;
    }
    List<LocalityGroup> byLabels =
        labels.isEmpty() ? groups : new LabelPriorities(labels).apply(groups, client);
    String region = client.locality().region();
    return Priorities.compacted(
        byLabels.stream()
            .map(g -> g.withPriority(g.priority() * RANKS + rank(region, g.locality().region())))
            .toList());
  }

  private int rank(String caller, String region) {
    if (region.equals(caller)) {
      return 0;
    }
    return RegionFailover.leadsTo(regions, caller, region) ? 1 : RANKS - 1;
  }
}
