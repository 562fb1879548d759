package dev.meshlab.lab.cli;

import dev.meshlab.lab.plane.Playability;
import dev.meshlab.lab.plane.Target;
import dev.meshlab.lab.plane.TargetSelection;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a run calls: what the user names, or what the rules are about. */
final class Targets {

  private Targets() {}

  static List<Target> choose(Mesh mesh, ClientWorkload client, List<String> named) {
    List<String> problems = new Playability(mesh).problems();
    if (!problems.isEmpty()) {
      throw new BadInput(problems);
    }
    TargetSelection selection = new TargetSelection(mesh);
    return named.isEmpty() ? selection.byRules(client) : named(mesh, client, named, selection);
  }

  private static List<Target> named(
      Mesh mesh, ClientWorkload client, List<String> named, TargetSelection selection) {
    List<Target> targets = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (String name : named) {
      target(mesh, client, name)
          .filter(target -> selection.all().contains(target))
          .ifPresentOrElse(targets::add, () -> problems.add(unknown(name, selection.all())));
    }
    if (!problems.isEmpty()) {
      throw new BadInput(problems);
    }
    return targets;
  }

  private static Optional<Target> target(Mesh mesh, ClientWorkload client, String name) {
    int colon = name.lastIndexOf(':');
    String host = colon < 0 ? name : name.substring(0, colon);
    return mesh.service(host, client.namespace())
        .flatMap(service -> target(service, name.substring(colon + 1)));
  }

  private static Optional<Target> target(Service service, String port) {
    return service.ports().stream()
        .filter(candidate -> Integer.toString(candidate.number()).equals(port))
        .map(candidate -> new Target(service.host(), candidate.number()))
        .findFirst();
  }

  private static String unknown(String name, List<Target> all) {
    return "--target %s: no Service port of that name leads to a pod of the server; choose from %s"
        .formatted(name, all);
  }
}
