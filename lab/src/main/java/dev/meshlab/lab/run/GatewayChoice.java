package dev.meshlab.lab.run;

import dev.meshlab.lab.cast.Target;
import dev.meshlab.lab.failure.BadInput;
import dev.meshlab.lab.plane.GatewayTarget;
import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.model.Mesh;
import java.util.List;
import java.util.Optional;

/** The hosts that a run calls from outside the mesh. */
final class GatewayChoice {

  private final List<GatewayTarget> doors;
  private final List<String> named;
  private final List<String> namedForOthers;

  private GatewayChoice(List<GatewayTarget> doors, List<String> named) {
    List<String> open = doors.stream().map(door -> door.target().toString()).toList();
    this.named = named;
    this.namedForOthers = named.stream().filter(target -> !open.contains(target)).toList();
    this.doors = doors;
  }

  /**
   * @param wanted the planes that the user wants; where the gateway's is not one, a host that is
   *     named is one inside the mesh
   * @param named what the user wants called, as {@code host:port}; empty for all there is
   * @param authority by which it is called; empty for each host's own name
   */
  static GatewayChoice choose(Mesh mesh, List<Plane> wanted, List<String> named, String authority) {
    List<GatewayTarget> doors =
        wanted.stream().anyMatch(Plane::isEnteredFromOutside) ? GatewayTarget.of(mesh) : List.of();
    return new GatewayChoice(
        doors.stream().map(door -> authority.isEmpty() ? door : door.calledBy(authority)).toList(),
        named);
  }

  /** Those that a user chooses. */
  static GatewayChoice choose(Mesh mesh, RunSettings settings) {
    GatewayChoice chosen =
        choose(mesh, settings.planes().planes(), settings.targets(), settings.authority());
    return new GatewayChoice(
        chosen.doors.stream().map(door -> door.metBy(settings.clientTls())).toList(),
        settings.targets());
  }

  /** The planes to measure: without a route bound to a Gateway, there is no gateway to call. */
  List<Plane> planes(PlaneChoice wanted) {
    Optional<Plane> outside =
        wanted.planes().stream().filter(Plane::isEnteredFromOutside).findFirst();
    if (wanted.byName() && outside.isPresent() && targets().isEmpty()) {
      throw new BadInput(
          "plane " + outside.get() + ": " + nothingToCall() + ", or leave the plane out");
    }
    return doors.isEmpty()
        ? wanted.planes().stream().filter(plane -> !plane.isEnteredFromOutside()).toList()
        : wanted.planes();
  }

  private String nothingToCall() {
    return doors.isEmpty()
        ? "no VirtualService or GRPCRoute shares a host with a Gateway that it is bound to; compare"
            + " their hosts"
        : "the target is not a host that a Gateway opens; choose from "
            + doors.stream().map(GatewayTarget::target).distinct().toList();
  }

  /** True if the user has named nothing but hosts of gateways. */
  boolean isAllThatIsNamed() {
    return !named.isEmpty() && namedForOthers.isEmpty();
  }

  /** The names that the user gave for the other planes. */
  List<String> namedForOthers() {
    return namedForOthers;
  }

  /** All of the gateways, whether called or not. */
  List<GatewayTarget> doors() {
    return doors;
  }

  /** The same but for the hosts that nothing calls. */
  GatewayChoice calling(List<Target> called) {
    return new GatewayChoice(
        doors.stream().filter(door -> called.stream().anyMatch(door::leadsTo)).toList(), named);
  }

  List<Target> targets() {
    return doors.stream()
        .map(GatewayTarget::target)
        .filter(target -> named.isEmpty() || named.contains(target.toString()))
        .distinct()
        .toList();
  }
}
