package dev.meshlab.lab.run;

import dev.meshlab.lab.cast.Target;
import dev.meshlab.lab.plane.GatewayTarget;
import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.unplayed.Experiment;
import dev.meshlab.mesh.unplayed.Unplayed;
import dev.meshlab.mesh.unplayed.UnplayedObjects;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The parts of the manifests on which a cluster acts and the lab does not: a verdict on a target
 * that one touches would be about another world.
 */
final class UnplayedParts {

  private final Experiments experiments;
  private final List<Unplayed> parts;
  private final ZonelessRules zoneless;
  private final UnseenServices unseen;
  private final MisdirectedPorts misdirected;
  private final UnopenedGateways unopened;

  /**
   * @param misdirected the Services whose pods do not listen where they are called
   * @param accepted the ids and names of what the user takes for granted
   */
  UnplayedParts(
      ManifestSet manifests,
      Experiments experiments,
      MisdirectedPorts misdirected,
      Set<String> accepted) {
    this.experiments = experiments;
    this.misdirected = misdirected;
    this.parts =
        UnplayedObjects.of(manifests, experiments.mesh()).stream()
            .filter(part -> accepted.stream().noneMatch(part::isCalled))
            .toList();
    this.zoneless = ZonelessRules.of(manifests, experiments.mesh());
    this.unopened = new UnopenedGateways(experiments.mesh());
    this.unseen = new UnseenServices(experiments.mesh(), experiments.client());
  }

  /** The reason why nothing is known of a target on a plane; empty where nothing touches it. */
  Optional<String> touching(Plane plane, Target target, List<GatewayTarget> doors) {
    Optional<String> invisible = unseen.touching(plane, target);
    boolean nothing =
        parts.isEmpty()
            && zoneless.isEmpty()
            && misdirected.isEmpty()
            && !plane.isEnteredFromOutside();
    return invisible.isPresent() || nothing
        ? invisible
        : touching(target, experiments.of(plane, target, doors));
  }

  private Optional<String> touching(Target target, Experiment experiment) {
    return parts.stream()
        .filter(part -> part.touch().touches(experiment))
        .map(Unplayed::reason)
        .findFirst()
        .or(() -> zoneless.touching(experiment))
        .or(() -> misdirected.touching(target, experiment))
        .or(() -> unopened.touching(experiment));
  }
}
