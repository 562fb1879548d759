package dev.meshlab.lab.run;

import dev.meshlab.client.load.InvalidLoadException;
import dev.meshlab.lab.cast.Target;
import dev.meshlab.lab.predict.RouteSamples;
import dev.meshlab.lab.predict.RouteSamples.RouteSample;
import dev.meshlab.lab.predict.VirtualHosts;
import io.envoyproxy.envoy.config.route.v3.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The calls to make, so that each route of each target is taken by some. */
public final class Requests {

  private final OwnCalls calls;
  private final List<Request> requests = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  private Requests(OwnCalls calls) {
    this.calls = calls;
  }

  /** The load itself on each target. */
  static Requests sameForAll(List<Target> targets, OwnCalls calls) {
    Requests requests = new Requests(calls);
    targets.forEach(target -> requests.requests.add(calls.any(target)));
    return requests;
  }

  /**
   * A request for each route of each target.
   *
   * @param plainHttp the routes that no call is made for; a target without another is left out
   */
  static Requests ofRoutes(
      List<Target> targets, TargetRoutes routes, OwnCalls calls, Predicate<Route> plainHttp) {
    Requests requests = new Requests(calls);
    targets.forEach(target -> requests.addRoutes(target, routes.of(target), plainHttp));
    return requests;
  }

  public List<Request> all() {
    return List.copyOf(requests);
  }

  /** The targets for which there are requests. */
  List<Target> targets() {
    return requests.stream().map(Request::target).distinct().toList();
  }

  /** Routes for which there is no request, a line each. */
  public List<String> notes() {
    return List.copyOf(notes);
  }

  private void addRoutes(Target target, Optional<VirtualHosts> routes, Predicate<Route> plainHttp) {
    Request plain = calls.permitted(target);
    List<Route> all = routes.map(hosts -> hosts.routesFor(plain.shape())).orElse(List.of());
    if (!all.isEmpty() && all.stream().allMatch(plainHttp)) {
      notes.add(
          "%s is not measured: it leads to plain HTTP only, which the lab's gRPC client does not speak; --target %s calls it all the same"
              .formatted(target, target));
      return;
    }
    if (!plain.equals(calls.any(target))) {
      notes.add(
          "%s is called with the method %s, which AuthorizationPolicies name; they do not allow %s"
              .formatted(target, plain.shape().path(), calls.any(target).shape().path()));
    }
    int before = requests.size();
    if (routes.isPresent()) {
      List<RouteSample> samples = RouteSamples.of(routes.get(), plain.shape(), calls.methods());
      for (int i = 0; i < samples.size(); i++) {
        if (i < all.size() && plainHttp.test(all.get(i))) {
          skip(target, samples.get(i), "it leads to plain HTTP only");
        } else {
          add(plain, samples.get(i));
        }
      }
    }
    if (requests.size() == before) {
      requests.add(plain);
    }
  }

  private void add(Request plain, RouteSample route) {
    Target target = plain.target();
    if (route.call().isEmpty()) {
      skip(target, route, route.problem() + kept(route));
      return;
    }
    try {
      requests.add(plain.taking(route.route(), route.call().get()));
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
