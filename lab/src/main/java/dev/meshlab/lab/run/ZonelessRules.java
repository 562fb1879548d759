package dev.meshlab.lab.run;

import dev.meshlab.lab.zone.Zones;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Viewer;
import dev.meshlab.mesh.model.locality.ZoneDemand;
import dev.meshlab.mesh.model.locality.ZoneDemands;
import dev.meshlab.mesh.model.name.Hosts;
import dev.meshlab.mesh.unplayed.Experiment;
import java.util.List;
import java.util.Optional;

/** Rules that depend on zones, where no pod has one: a cluster would send the calls elsewhere. */
record ZonelessRules(List<ZoneDemand> rules) {

  private static final String ANY = "*";

  static ZonelessRules of(ManifestSet manifests, Mesh mesh) {
    return new ZonelessRules(Zones.areKnown(mesh) ? List.of() : ZoneDemands.of(manifests));
  }

  boolean isEmpty() {
    return rules.isEmpty();
  }

  /** The reason why nothing is known of an experiment; empty where no such rule touches it. */
  Optional<String> touching(Experiment experiment) {
    return rules.stream()
        .filter(rule -> isIn(rule, experiment))
        .map(
            rule ->
                "%s depends on zones (%s), and no pod has one; --zones region1/zone1,region1/zone2 gives some"
                    .formatted(rule.rule().described(), rule.setting().path()))
        .findFirst();
  }

  /** Only a Service is also for those that dial its address. */
  private static boolean isIn(ZoneDemand rule, Experiment experiment) {
    boolean ofService = rule.rule().kind().equals("Service");
    String host =
        rule.host().equals(ANY) ? ANY : Hosts.resolve(rule.host(), rule.rule().namespace());
    return (ofService || experiment.viewer() != Viewer.ADDRESS)
        && experiment.hosts().stream().anyMatch(each -> Hosts.covers(host, each));
  }
}
