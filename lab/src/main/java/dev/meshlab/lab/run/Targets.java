package dev.meshlab.lab.run;

import dev.meshlab.lab.cast.PodAssignment;
import dev.meshlab.lab.cast.Target;
import dev.meshlab.lab.cast.TargetSelection;
import dev.meshlab.lab.failure.BadInput;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.ExternalNames.ExternalName;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The targets of a run: those that the user names, or those that the rules are about. */
final class Targets {

  private static final int MAX_PORT = 65_535;

  private final Mesh mesh;
  private final ClientWorkload client;
  private final List<Target> all;
  private final TargetSelection selection;

  private Targets(Mesh mesh, ClientWorkload client, TargetSelection selection) {
    this.mesh = mesh;
    this.client = client;
    this.selection = selection;
    this.all = selection.all();
  }

  /**
   * @param named as the user names them; empty for what the rules are about
   */
  static List<Target> choose(
      Mesh mesh, PodAssignment casting, ClientWorkload client, List<String> named) {
    Targets targets = new Targets(mesh, client, new TargetSelection(mesh, casting));
    return named.isEmpty() ? targets.byRules(List.of()) : targets.named(named);
  }

  /**
   * The targets that the rules are about.
   *
   * @param gateways whether there are gateways to call, so that there need be nothing else
   * @param idle the reasons why rules have no effect, for a user who finds nothing to call
   */
  static List<Target> byRules(
      Mesh mesh,
      PodAssignment casting,
      ClientWorkload client,
      boolean gateways,
      Supplier<List<Diagnostic>> idle) {
    Targets targets = new Targets(mesh, client, new TargetSelection(mesh, casting));
    List<Target> ruled = targets.selection.byRules(client);
    return gateways || !ruled.isEmpty() ? ruled : targets.byRules(idle.get());
  }

  private List<Target> byRules(List<Diagnostic> idle) {
    List<Target> targets = selection.byRules(client);
    if (targets.isEmpty()) {
      Diagnostic nothing =
          Diagnostic.general(
              "no Service port is declared for gRPC; name it grpc or grpc-…, set appProtocol:"
                  + " grpc, or choose a target with --target from "
                  + all);
      throw new BadInput(Stream.concat(Stream.of(nothing), idle.stream()).toList());
    }
    return targets;
  }

  private List<Target> named(List<String> names) {
    List<Target> targets = new ArrayList<>();
    List<Diagnostic> problems = new ArrayList<>();
    for (String name : names) {
      target(name)
          .ifPresentOrElse(targets::add, () -> problems.add(Diagnostic.general(unknown(name))));
    }
    if (!problems.isEmpty()) {
      throw new BadInput(problems);
    }
    return targets.stream().distinct().toList();
  }

  private Optional<Target> target(String name) {
    int colon = name.lastIndexOf(':');
    String host = colon < 0 ? name : name.substring(0, colon);
    String port = name.substring(colon + 1);
    Optional<Service> service = mesh.service(host, client.namespace());
    if (service.isPresent()) {
      return ofService(service.get().host(), colon < 0 ? "" : port);
    }
    Optional<ExternalName> alias = mesh.externalNames().of(host, client.namespace());
    if (alias.isPresent()) {
      return mesh.externalNames()
          .lastTarget(alias.get())
          .flatMap(of -> ofService(of, colon < 0 ? "" : port))
          .map(of -> new Target(alias.get().service().host(), of.port()));
    }
    return isPort(port) && selection.isRouted(host, client)
        ? Optional.of(new Target(host, Integer.parseInt(port)))
        : Optional.empty();
  }

  /**
   * The target of a Service's full name.
   *
   * @param port its number; empty for the only one that can be called
   */
  private Optional<Target> ofService(String fullName, String port) {
    List<Target> its = all.stream().filter(t -> t.host().equals(fullName)).toList();
    return port.isEmpty() && its.size() == 1
        ? Optional.of(its.get(0))
        : its.stream().filter(t -> Integer.toString(t.port()).equals(port)).findFirst();
  }

  private static boolean isPort(String text) {
    return text.matches("\\d{1,5}")
        && Integer.parseInt(text) > 0
        && Integer.parseInt(text) <= MAX_PORT;
  }

  private String unknown(String name) {
    return "target %s: no Service port of that name leads to a pod that runs here, and no VirtualService routes such a host; choose from %s"
        .formatted(name, all);
  }
}
