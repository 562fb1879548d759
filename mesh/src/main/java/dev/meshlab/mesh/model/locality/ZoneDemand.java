package dev.meshlab.mesh.model.locality;

import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.Locality;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A rule that depends on where pods and callers are.
 *
 * @param rule the object that has it
 * @param setting the part that depends on it
 * @param host of the Services that it is about, as written; {@code *} for all
 */
public record ZoneDemand(Document rule, Fields setting, String host) {

  private static final String ANY = "*";

  /**
   * The demand of a setting; empty where it does not depend on zones.
   *
   * @param settings holds {@code localityLbSetting} or {@code zoneAwareLbSetting}: a load balancer,
   *     or the mesh config
   */
  static Optional<ZoneDemand> of(Document rule, Fields settings, String host) {
    Fields locality = settings.below("localityLbSetting");
    boolean depends =
        locality.bool("enabled", true)
            && Stream.of("distribute", "failover", "failoverPriority").anyMatch(locality::has);
    return depends
        ? Optional.of(new ZoneDemand(rule, locality, host))
        : settings.child("zoneAwareLbSetting").map(aware -> new ZoneDemand(rule, aware, host));
  }

  /** The zones that it names, with their regions, in its order. */
  public Set<Locality> zones() {
    return places()
        .filter(place -> !place.zone().isEmpty() && !place.zone().equals(ANY))
        .filter(place -> !place.region().equals(ANY))
        .map(place -> new Locality(place.region(), place.zone(), ""))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The regions that it names, in its order. */
  public Set<String> regions() {
    return places()
        .map(Locality::region)
        .filter(region -> !region.isEmpty() && !region.equals(ANY))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private Stream<Locality> places() {
    Stream<String> distributed =
        setting.children("distribute").stream()
            .flatMap(d -> Stream.concat(d.string("from").stream(), d.below("to").names().stream()));
    Stream<String> failedOver =
        setting.children("failover").stream()
            .flatMap(f -> Stream.of("from", "to").flatMap(end -> f.string(end).stream()));
    return Stream.concat(distributed, failedOver).map(Locality::parse);
  }
}
