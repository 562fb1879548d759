package dev.meshlab.lab.zone;

import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.Locality;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.locality.ZoneDemand;
import dev.meshlab.mesh.model.locality.ZoneDemands;
import dev.meshlab.mesh.model.scheduling.NodeDemand;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The zones that are presumed where a rule depends on zones and the manifests show none: those that
 * the rules name, else three in two regions.
 *
 * @param zones the zones
 * @param demand the first rule that depends on zones
 */
public record PresumedZones(Zones zones, ZoneDemand demand) {

  private static final Zones DEFAULT =
      Zones.parse(List.of("region1/zone1", "region1/zone2", "region2/zone1"));

  /** Empty where no rule depends on zones, or some pod's zone is known. */
  public static Optional<PresumedZones> of(ManifestSet manifests) {
    List<ZoneDemand> demands = ZoneDemands.of(manifests);
    return demands.isEmpty() || Zones.areKnown(Mesh.of(manifests))
        ? Optional.empty()
        : Optional.of(
            new PresumedZones(named(demands, ZoneDemands.ofWorkloads(manifests)), demands.get(0)));
  }

  /** A region that is named without a zone gets one of its own, and a zone a region. */
  private static Zones named(List<ZoneDemand> rules, List<NodeDemand> workloads) {
    Set<Locality> zones = new LinkedHashSet<>();
    rules.forEach(rule -> zones.addAll(rule.zones()));
    rules.stream()
        .flatMap(rule -> rule.regions().stream())
        .filter(region -> zones.stream().noneMatch(zone -> zone.region().equals(region)))
        .forEach(region -> zones.add(new Locality(region, region + "-a", "")));
    for (NodeDemand workload : workloads) {
      String region =
          Stream.concat(
                  workload.named(Locality.REGION).stream(), zones.stream().map(Locality::region))
              .findFirst()
              .orElse("region1");
      workload.named(Locality.ZONE).stream()
          .filter(name -> zones.stream().noneMatch(zone -> zone.zone().equals(name)))
          .forEach(name -> zones.add(new Locality(region, name, "")));
    }
    return zones.isEmpty() ? DEFAULT : new Zones(withNeighbour(List.copyOf(zones)));
  }

  /** A single zone would leave no choice, so its region gets another. */
  private static List<Locality> withNeighbour(List<Locality> zones) {
    Locality first = zones.get(0);
    return zones.size() > 1
        ? zones
        : List.of(first, new Locality(first.region(), first.zone() + "-2", ""));
  }

  /** A remark on what is presumed, and why. */
  public String note() {
    return "the zones %s are presumed, since %s depends on zones (%s: %s) and the manifests show none; --zones names others"
        .formatted(
            zones, demand.rule().described(), demand.setting().position(), demand.setting().path());
  }
}
