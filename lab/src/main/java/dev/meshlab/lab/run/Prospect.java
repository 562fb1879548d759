package dev.meshlab.lab.run;

import dev.meshlab.lab.cast.Target;
import dev.meshlab.lab.cast.TargetSelection;
import dev.meshlab.lab.plane.CallsToMake;
import dev.meshlab.lab.plane.GatewayTarget;
import dev.meshlab.lab.plane.PlanePredictors;
import dev.meshlab.lab.plane.TargetPredictor;
import dev.meshlab.lab.plane.Unhonoured;
import dev.meshlab.lab.predict.VirtualHosts;
import dev.meshlab.lab.prediction.PodLabels;
import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.manifest.Labels;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.translate.route.RouteContext;
import dev.meshlab.mesh.translate.xds.Names;
import dev.meshlab.mesh.translate.xds.Resources;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The calls that one caller can make, by the way by which its calls leave, and what they meet. */
public final class Prospect {

  private final Plan plan;
  private final Plane plane;
  private final Set<String> targets;
  private final TargetPredictor predictor;
  private final PodLabels pods;
  private final TargetRoutes routes;
  private final RouteOrigins origins;
  private final Map<String, Resources> resources;
  private final Map<String, Cluster> clusters;

  private Prospect(
      Plan plan,
      Plane plane,
      List<Target> targets,
      TargetRoutes routes,
      RouteOrigins origins,
      Map<String, Resources> resources) {
    this.plan = plan;
    this.plane = plane;
    this.targets = targets.stream().map(Target::toString).collect(Collectors.toSet());
    PlanePredictors predictors =
        new PlanePredictors(
            plan.manifests(),
            plan.client(),
            plan.casting(),
            targets,
            new Unhonoured(plan.manifests(), plan.client()));
    CallsToMake calls = plan.calls(plane);
    this.predictor =
        predictors.of(
            plane,
            new CallsToMake(
                targets, plan.doors(), calls.envoyWorkers(), calls.lbPolicy(), calls.seed()));
    this.pods = predictors.labels();
    this.routes = routes;
    this.origins = origins;
    this.resources = resources;
    this.clusters =
        resources.values().stream()
            .flatMap(each -> each.clusters().stream())
            .collect(Collectors.toMap(Cluster::getName, each -> each, (first, other) -> first));
  }

  /** The calls of a workload. */
  static Prospect inside(Plan plan, Plane plane) {
    Mesh mesh = plan.mesh();
    ClientWorkload caller = plan.client();
    List<Target> all =
        Stream.concat(
                plan.targets().stream(), new TargetSelection(mesh, plan.casting()).all().stream())
            .distinct()
            .toList();
    Resources sent = plane.resources(mesh, caller, false);
    return new Prospect(
        plan,
        plane,
        all,
        routes(plane, mesh, caller, sent),
        RouteOrigins.ofCaller(
            mesh,
            plane == Plane.PROXYLESS
                ? RouteContext.ofGrpc(mesh, caller)
                : RouteContext.ofSidecar(mesh, caller)),
        Map.of("", sent));
  }

  private static TargetRoutes routes(
      Plane plane, Mesh mesh, ClientWorkload caller, Resources sent) {
    return switch (plane) {
      case ENVOY -> TargetRoutes.ofSidecar(mesh, caller);
      case PROXYLESS ->
          target ->
              sent.routes().stream()
                  .filter(
                      each ->
                          each.getName().equals(Names.cluster(target.port(), "", target.host())))
                  .findFirst()
                  .map(VirtualHosts::of);
      default -> target -> Optional.empty();
    };
  }

  /** The calls that come in by gateways. */
  static Prospect outside(Plan plan) {
    Map<String, Resources> resources = new LinkedHashMap<>();
    for (GatewayTarget door : plan.doors()) {
      ClientWorkload workload = door.workload();
      resources.computeIfAbsent(
          Labels.written(workload.labels()) + " in namespace " + workload.namespace(),
          unused -> Plane.GATEWAY.resources(plan.mesh(), workload, false));
    }
    return new Prospect(
        plan,
        Plane.GATEWAY,
        plan.doors().stream().map(GatewayTarget::target).distinct().toList(),
        TargetRoutes.ofGateways(plan.mesh(), plan.doors()),
        RouteOrigins.ofGateways(plan.mesh(), plan.doors()),
        resources);
  }

  public Plane plane() {
    return plane;
  }

  public Mesh mesh() {
    return plan.mesh();
  }

  /** The workload whose proxy, or library, decides. */
  public ClientWorkload proxyOf(Target target) {
    return plan.doors().stream()
        .filter(door -> plane == Plane.GATEWAY && door.leadsTo(target))
        .map(GatewayTarget::workload)
        .findFirst()
        .orElse(plan.client());
  }

  /** The resources that istiod sends: to each gateway, or to the caller alone. */
  public Map<String, Resources> resources() {
    return resources;
  }

  /** Requests for each target, so that each route is taken by some. */
  public List<Request> requests() {
    return plan.requests(plane);
  }

  /** True if there is such a host and port to call. */
  public boolean knows(Target target) {
    return targets.contains(target.toString());
  }

  /** The fate of some calls to a target that is known. */
  public Outcome outcome(Request request) {
    Optional<Route> route =
        routes.of(request.target()).flatMap(hosts -> hosts.takenBy(request.shape()));
    return new Outcome(
        request.predicted(predictor, pods),
        pods,
        predictor.leavesOut(request.target()).or(() -> unplayed(request.target())).orElse(""),
        route,
        route.flatMap(taken -> origins.of(request.target(), taken)),
        route.map(taken -> clusters(taken.getRoute())).orElse(List.of()));
  }

  /** A target that only other manifests call may have no plan. */
  private Optional<String> unplayed(Target target) {
    return plan.called().stream().anyMatch(each -> each.toString().equals(target.toString()))
        ? plan.unplayed(plane, target)
        : Optional.empty();
  }

  private List<Cluster> clusters(RouteAction action) {
    return Stream.concat(
            action.hasWeightedClusters()
                ? action.getWeightedClusters().getClustersList().stream()
                    .map(each -> each.getName())
                : Stream.of(action.getCluster()),
            action.getRequestMirrorPoliciesList().stream().map(mirror -> mirror.getCluster()))
        .distinct()
        .flatMap(name -> Optional.ofNullable(clusters.get(name)).stream())
        .toList();
  }
}
