package dev.meshlab.lab.trace;

import dev.meshlab.lab.cast.Target;
import dev.meshlab.lab.plane.GatewayTarget;
import dev.meshlab.lab.plane.PodSubsets;
import dev.meshlab.lab.predict.CallShape;
import dev.meshlab.lab.predict.RouteChoice;
import dev.meshlab.lab.run.Forecast;
import dev.meshlab.lab.run.Request;
import dev.meshlab.lab.run.TargetRoutes;
import dev.meshlab.mesh.dataplane.Carrier;
import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.manifest.Labels;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.Subset;
import dev.meshlab.mesh.translate.route.RouteMatches;
import dev.meshlab.mesh.translate.xds.ClusterName;
import io.envoyproxy.envoy.config.route.v3.Route;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The way of calls through the rules, for a person who did not expect it. */
public final class Trace {

  private final ManifestSet manifests;
  private final Mesh mesh;
  private final ClientWorkload client;
  private final MarkedRoutes marked;
  private final Mesh markedMesh;
  private final List<GatewayTarget> doors;
  private final Map<Boolean, TargetRoutes> routes = new HashMap<>();

  /**
   * @param forecast of the calls
   * @param manifests of which it is
   */
  public Trace(Forecast forecast, ManifestSet manifests) {
    this.manifests = manifests;
    this.mesh = forecast.mesh();
    this.client = forecast.client();
    this.marked = MarkedRoutes.of(manifests);
    this.markedMesh = Mesh.of(marked.manifests());
    this.doors = forecast.doors();
  }

  /**
   * The route that takes the calls, the rules that decide, and those that do not: a sentence each.
   *
   * @param access whether to name the policies about who may call, too
   */
  public List<String> sentences(Plane plane, Request request, boolean access) {
    RouteChoice choice = choice(plane, request);
    List<String> all = new ArrayList<>();
    if (plane.carrier() == Carrier.KUBE_PROXY) {
      all.add("no rule of Istio is applied on this plane: a connection stays with its pod");
    } else {
      all.addAll(routing(plane, request, choice));
    }
    Set<String> hosts = new LinkedHashSet<>(List.of(request.target().host()));
    services(request.target(), choice).forEach(service -> hosts.add(service.host()));
    RulesAbout rules = new RulesAbout(manifests, mesh, client, hosts);
    all.addAll(rules.unapplied(plane));
    if (access) {
      services(request.target(), choice).forEach(service -> all.addAll(rules.guarding(service)));
    }
    return all;
  }

  private List<String> routing(Plane plane, Request request, RouteChoice choice) {
    List<String> all = new ArrayList<>();
    String host = request.target().host();
    all.add(
        choice
            .taken()
            .map(
                route ->
                    marked
                        .written(route.getName())
                        .map(written -> written.inFull() + " takes the calls")
                        .orElseGet(() -> unwritten(route, host)))
            .orElse("no route takes the calls to " + host));
    choice.others().stream()
        .filter(other -> !RouteMatches.isCatchAll(other.getMatch()))
        .forEach(other -> all.add(passed(other, request.shape(), choice)));
    ClientWorkload caller =
        new PodSubsets(mesh, client, doors).caller(plane, request.target().toString());
    choice.destinations().keySet().forEach(cluster -> subset(cluster, caller).ifPresent(all::add));
    return all;
  }

  private String unwritten(Route route, String host) {
    String kinds =
        manifests.of("gateway.networking.k8s.io", "GRPCRoute").isEmpty()
            ? "VirtualService"
            : "VirtualService or GRPCRoute";
    return route.getName().equals("default") || route.getName().isEmpty()
        ? "no %s that is applied here routes the calls: they go to all pods of %s"
            .formatted(kinds, host)
        : "route %s takes the calls".formatted(route.getName());
  }

  private String passed(Route other, CallShape call, RouteChoice choice) {
    String name =
        marked
            .written(other.getName())
            .map(MarkedRoutes.Written::inFull)
            .orElse("route " + other.getName());
    return RouteChoice.wouldTake(other, call) && choice.taken().isPresent()
        ? name + " does not come to take them, since it stands behind"
        : "%s does not take them: it asks for %s".formatted(name, RouteChoice.asked(other));
  }

  /** A subset with its pods, as the rules for a caller have it. */
  private Optional<String> subset(String cluster, ClientWorkload caller) {
    ClusterName name = ClusterName.parse(cluster).orElse(ClusterName.NONE);
    Optional<Service> service = mesh.service(name.host());
    if (name.subset().isEmpty() || service.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        mesh.destinationRule(caller, service.get())
            .flatMap(rule -> rule.subset(name.subset()))
            .map(subset -> pods(subset, service.get()))
            .orElseGet(
                () ->
                    "no DestinationRule that is applied here has a subset %s of %s"
                        .formatted(name.subset(), name.host())));
  }

  private String pods(Subset subset, Service service) {
    List<String> pods =
        mesh.selectedPods(service).stream()
            .filter(pod -> Labels.satisfy(subset.labels(), pod.labels()))
            .map(pod -> pod.name())
            .toList();
    return "subset %s of %s.%s is the pods with %s (%s): %s"
        .formatted(
            subset.name(),
            service.name(),
            service.namespace(),
            Labels.written(subset.labels()),
            subset.position(),
            pods.isEmpty() ? "none" : String.join(", ", pods));
  }

  private RouteChoice choice(Plane plane, Request request) {
    return routes
        .computeIfAbsent(
            plane.isEnteredFromOutside(),
            outside ->
                outside
                    ? TargetRoutes.ofGateways(markedMesh, doors)
                    : TargetRoutes.ofSidecar(markedMesh, client))
        .of(request.target())
        .map(hosts -> RouteChoice.of(hosts, request.shape()))
        .orElse(new RouteChoice(Optional.empty(), List.of()));
  }

  /** The Service that is called, and those to which its route leads. */
  private Set<Service> services(Target target, RouteChoice choice) {
    Set<Service> all = new LinkedHashSet<>();
    mesh.service(target.host()).ifPresent(all::add);
    choice
        .destinations()
        .keySet()
        .forEach(
            cluster ->
                ClusterName.parse(cluster)
                    .flatMap(name -> mesh.service(name.host()))
                    .ifPresent(all::add));
    return all;
  }
}
