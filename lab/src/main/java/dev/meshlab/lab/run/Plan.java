package dev.meshlab.lab.run;

import dev.meshlab.client.load.Load;
import dev.meshlab.lab.cast.Playability;
import dev.meshlab.lab.cast.PodAssignment;
import dev.meshlab.lab.cast.StandIns;
import dev.meshlab.lab.cast.Target;
import dev.meshlab.lab.failure.BadInput;
import dev.meshlab.lab.plane.CallsToMake;
import dev.meshlab.lab.plane.GatewayTarget;
import dev.meshlab.lab.report.CallerReport;
import dev.meshlab.lab.report.PlaneReport;
import dev.meshlab.lab.report.Status;
import dev.meshlab.mesh.advice.Advisers;
import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.security.Injection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The plan of a run: who calls what on which planes, decided from the manifests before anything is
 * started.
 */
public final class Plan {

  private final ManifestSet manifests;
  private final Load load;
  private final RunSettings settings;
  private final Mesh mesh;
  private final ClientWorkload client;
  private final Experiments experiments;
  private final UnplayedParts unplayed;
  private final PodAssignment casting;
  private final GatewayChoice gateways;
  private final List<Target> targets;
  private final Requests inside;
  private final Requests outside;

  /**
   * @throws BadInput if the manifests cannot be played, or have no such targets
   */
  public Plan(ManifestSet manifests, Load load, RunSettings settings) {
    this.manifests = manifests;
    this.settings = settings;
    this.mesh = Mesh.of(manifests);
    this.client = settings.client().in(mesh);
    this.experiments = new Experiments(mesh, client);
    this.casting = casting(mesh, settings);
    this.unplayed =
        new UnplayedParts(
            manifests,
            experiments,
            MisdirectedPorts.of(mesh, new Playability(mesh, casting)),
            settings.accepted());
    GatewayChoice all = GatewayChoice.choose(mesh, settings);
    RequestChoice choice = new RequestChoice(manifests, load, settings);
    this.outside = choice.outside(all, experiments);
    this.gateways = choice.isNamed() ? all : all.calling(outside.targets());
    this.targets = gateways.isAllThatIsNamed() ? List.of() : targets(gateways.namedForOthers());
    this.inside = choice.inside(targets, experiments);
    int measurements = planes().stream().mapToInt(plane -> asked(plane).size()).sum();
    this.load =
        DefaultCalls.limit(
            load, measurements + (settings.planes().onCluster() ? inside.all().size() : 0));
  }

  private static PodAssignment casting(Mesh mesh, RunSettings settings) {
    PodAssignment casting = settings.casting(mesh);
    List<Diagnostic> problems = new Playability(mesh, casting).problems();
    if (!problems.isEmpty()) {
      throw new BadInput(problems);
    }
    return casting;
  }

  private List<Target> targets(List<String> named) {
    boolean outside = !gateways.doors().isEmpty();
    List<Target> chosen =
        named.isEmpty()
            ? Targets.byRules(mesh, casting, client, outside, this::idle)
            : Targets.choose(mesh, casting, client, named);
    String authority = settings.authority();
    return authority.isEmpty()
        ? chosen
        : chosen.stream().map(target -> target.calledBy(authority)).toList();
  }

  /** The advice on rules that have no effect. */
  private List<Diagnostic> idle() {
    return Advisers.advise(manifests, mesh, client).given().stream()
        .filter(advice -> !advice.idle().isEmpty())
        .toList();
  }

  public ManifestSet manifests() {
    return manifests;
  }

  Load load() {
    return load;
  }

  public RunSettings settings() {
    return settings;
  }

  public Mesh mesh() {
    return mesh;
  }

  public ClientWorkload client() {
    return client;
  }

  public PodAssignment casting() {
    return casting;
  }

  /** The advice on the manifests, but for what the user's own calls take to heart. */
  List<Diagnostic> advice() {
    return Advisers.advise(manifests, mesh, client).given().stream()
        .filter(advice -> !(advice.id() == DiagnosticId.HASH_HEADER_MISSING && isSent(advice)))
        .toList();
  }

  /** Names are compared without case, as those of HTTP/2 have none. */
  private boolean isSent(Diagnostic header) {
    return load.metadata().stream().anyMatch(entry -> entry.key().equalsIgnoreCase(header.value()));
  }

  /** The targets inside the mesh. */
  public List<Target> targets() {
    return targets;
  }

  /** All targets, those at gateways too. */
  List<Target> called() {
    return Stream.concat(targets.stream(), gateways.targets().stream()).toList();
  }

  public List<GatewayTarget> doors() {
    return gateways.doors();
  }

  /** The planes that have something to call, in their order. */
  List<Plane> planes() {
    return gateways.planes(settings.planes());
  }

  /** The calls to make on a plane. */
  public List<Request> requests(Plane plane) {
    return asked(plane).stream().map(request -> request.endingAs(load)).toList();
  }

  private List<Request> asked(Plane plane) {
    return (plane.isEnteredFromOutside() ? outside : inside).all();
  }

  /** The reason why nothing is known of a target on a plane, whatever is measured there. */
  public Optional<String> unplayed(Plane plane, Target target) {
    return unplayed.touching(plane, target, doors());
  }

  /** The reason why a plane is not the caller's; empty where it is. */
  Optional<String> notTheCallers(Plane plane) {
    Injection injection = mesh.injection(client);
    return plane == Plane.ENVOY && !injection.hasSidecar() && !settings.planes().byName()
        ? Optional.of(
            "this caller has no sidecar (%s): what it sees is in the column %s"
                .formatted(Callers.because(injection), Callers.plane(injection)))
        : Optional.empty();
  }

  /**
   * True if a plane only shows how others fare. A plane that the user names is never there for
   * comparison only.
   */
  private boolean isForComparison(Plane plane) {
    return !settings.planes().byName() && !plane.isEnteredFromOutside() && plane != own();
  }

  /** The way by which the caller's own calls leave its pod. */
  public Plane own() {
    return Callers.plane(mesh.injection(client));
  }

  /**
   * The reports, with those marked that only show how others fare. Where nothing is known of the
   * caller's own way to a target, the others stand for it.
   */
  List<PlaneReport> compared(List<PlaneReport> reports) {
    Set<String> known =
        reports.stream()
            .filter(report -> report.status() != Status.LEFT_OUT)
            .filter(report -> Plane.of(report.plane()).filter(own()::equals).isPresent())
            .map(PlaneReport::target)
            .collect(Collectors.toSet());
    return reports.stream()
        .map(
            report ->
                known.contains(report.target()) && isForComparison(report)
                    ? report.forComparisonOnly()
                    : report)
        .toList();
  }

  /** True for a report of what the caller itself sees. */
  boolean isOfCaller(PlaneReport report) {
    return !isForComparison(report);
  }

  private boolean isForComparison(PlaneReport report) {
    return Plane.of(report.plane()).filter(this::isForComparison).isPresent();
  }

  /** The caller, for the report. */
  CallerReport caller() {
    return Callers.report(mesh, client, settings.client());
  }

  /** The calls that a plane has to be ready for. */
  public CallsToMake calls(Plane plane) {
    List<Target> called = requests(plane).stream().map(Request::target).distinct().toList();
    return new CallsToMake(
        called, doors(), settings.proxies().workers(), settings.lbPolicy(), settings.seed());
  }

  /** Remarks on what is played and called, a line each. */
  List<String> notes() {
    return Stream.of(
            new StandIns(mesh, casting, called()).notes(),
            new UnchainedRules(mesh, experiments).notes(doors()),
            new GatewayPlaces(mesh).notes(doors()),
            inside.notes(),
            outside.notes())
        .flatMap(List::stream)
        .toList();
  }
}
