package dev.meshlab.lab.run;

import dev.meshlab.client.load.Load;
import dev.meshlab.lab.cast.Target;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.name.GrpcMethods;
import io.envoyproxy.envoy.config.route.v3.Route;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The choice of what is asked of each target. A user who names a method has a call in mind;
 * otherwise stand-ins get one call a route, read from a mesh of its own.
 */
record RequestChoice(ManifestSet manifests, Load load, RunSettings settings) {

  /** True if the user names what to call, or by which planes. */
  boolean isNamed() {
    return !settings.targets().isEmpty() || settings.planes().byName();
  }

  /** The requests of a client in the mesh. */
  Requests inside(List<Target> called, Experiments experiments) {
    return requests(
        called,
        m -> TargetRoutes.ofSidecar(m, experiments.client()),
        permitted(experiments)::ofCaller,
        route -> false);
  }

  /** The requests that come in by gateways. */
  Requests outside(GatewayChoice gateways, Experiments experiments) {
    return requests(
        gateways.targets(),
        m -> TargetRoutes.ofGateways(m, gateways.doors()),
        request -> permitted(experiments).through(gateways.doors(), request),
        isNamed()
            ? route -> false
            : new PlainHttpRoutes(manifests, experiments.mesh(), experiments.client()));
  }

  private PermittedMethods permitted(Experiments experiments) {
    return new PermittedMethods(experiments, settings.methods());
  }

  private Requests requests(
      List<Target> called,
      Function<Mesh, TargetRoutes> routes,
      UnaryOperator<Request> permitted,
      Predicate<Route> plainHttp) {
    if (!settings.standIn() || !load.isForEcho() || load.creates()) {
      return Requests.sameForAll(called, new OwnCalls(load, GrpcMethods.ANY, permitted));
    }
    OwnCalls calls = new OwnCalls(load, settings.methods(), permitted);
    return Requests.ofRoutes(called, routes.apply(Mesh.of(manifests)), calls, plainHttp);
  }
}
