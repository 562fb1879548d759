package dev.meshlab.lab.run;

import dev.meshlab.client.load.InvalidLoadException;
import dev.meshlab.client.load.Load;
import dev.meshlab.lab.cast.Target;
import dev.meshlab.lab.predict.RouteSamples;
import dev.meshlab.lab.predict.RouteSamples.RouteSample;
import dev.meshlab.lab.predict.VirtualHosts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The calls to make, so that each route of each target is taken by some. */
public final class Requests {

  private final Load load;
  private final List<Request> requests = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  private Requests(Load load) {
    this.load = load;
  }

  /** The load itself on each target. */
  public static Requests sameForAll(List<Target> targets, Load load) {
    Requests requests = new Requests(load);
    targets.forEach(target -> requests.requests.add(Request.of(target, load)));
    return requests;
  }

  /** A request for each route of each target. */
  public static Requests ofRoutes(List<Target> targets, TargetRoutes routes, Load load) {
    Requests requests = new Requests(load);
    targets.forEach(target -> requests.addRoutes(target, routes.of(target)));
    return requests;
  }

  public List<Request> all() {
    return List.copyOf(requests);
  }

  /** Routes for which there is no request, a line each. */
  public List<String> notes() {
    return List.copyOf(notes);
  }

  private void addRoutes(Target target, Optional<VirtualHosts> routes) {
    Request plain = Request.of(target, load);
    int before = requests.size();
    if (routes.isPresent()) {
      RouteSamples.of(routes.get(), plain.shape()).forEach(route -> add(target, route));
    }
    if (requests.size() == before) {
      requests.add(plain);
    }
  }

  private void add(Target target, RouteSample route) {
    if (route.call().isEmpty()) {
      skip(target, route, route.problem() + kept(route));
      return;
    }
    try {
      requests.add(Request.of(target, route.route(), load, route.call().get()));
      if (!route.kept().isEmpty()) {
        notes.add(
            "%s: route %s is called with %s, as --metadata says, and not with what the route names"
                .formatted(target, route.route(), String.join(", ", route.kept())));
      }
    } catch (InvalidLoadException impossible) {
      skip(target, route, "no gRPC client can make such calls: " + impossible.getMessage());
    }
  }

  private static String kept(RouteSample route) {
    return route.kept().isEmpty()
        ? ""
        : "; --metadata sends %s in place of what the route names"
            .formatted(String.join(", ", route.kept()));
  }

  private void skip(Target target, RouteSample route, String reason) {
    notes.add(
        "%s: route %s is not exercised: %s; --method and --metadata make calls of your own"
            .formatted(target, route.route(), reason));
  }
}
