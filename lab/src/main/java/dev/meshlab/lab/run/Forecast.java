package dev.meshlab.lab.run;

import dev.meshlab.client.load.Load;
import dev.meshlab.lab.cast.Target;
import dev.meshlab.lab.plane.GatewayTarget;
import dev.meshlab.lab.plane.PlanePredictors;
import dev.meshlab.lab.plane.TargetPredictor;
import dev.meshlab.lab.plane.Unhonoured;
import dev.meshlab.lab.prediction.PodLabels;
import dev.meshlab.lab.prediction.Prediction;
import dev.meshlab.lab.report.Measurement;
import dev.meshlab.lab.report.PlaneReport;
import dev.meshlab.lab.report.RunReport;
import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.loopback.Deviation;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.progress.HowFar;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The predictions for each target on each plane, from the configuration alone. Used once. */
public final class Forecast {

  /**
   * The prediction for one request on one plane.
   *
   * @param request what is called
   * @param report what is to be said of it
   * @param prediction who is expected to answer; empty where nothing can be said
   * @param pods those that the target leads to
   */
  public record Foretold(
      Request request, PlaneReport report, Optional<Prediction> prediction, PodLabels pods) {

    /** A request of which nothing can be said. */
    static Foretold nothing(Request request, PlaneReport report) {
      return new Foretold(request, report, Optional.empty(), PodLabels.NONE);
    }
  }

  private final Plan plan;
  private final Unhonoured unhonoured;
  private final PlanePredictors predictors;
  private final PodLabels pods;
  private final HowFar howFar;
  private final ReportAssembly assembly = new ReportAssembly();
  private final List<Foretold> foretold = new ArrayList<>();
  private final Set<Deviation> deviations = new LinkedHashSet<>();

  /**
   * @param howFar learns which prediction is made
   * @throws dev.meshlab.lab.failure.LabFailure if this could not be run
   */
  public Forecast(ManifestSet manifests, Load load, RunSettings settings, HowFar howFar) {
    this(planned(manifests, load, settings, howFar), howFar);
  }

  /** The forecast of a plan that is made already. */
  Forecast(Plan plan) {
    this(plan, HowFar.UNSEEN);
  }

  private Forecast(Plan plan, HowFar howFar) {
    this.howFar = howFar;
    this.plan = plan;
    this.unhonoured = new Unhonoured(plan.manifests(), plan.client());
    this.predictors =
        new PlanePredictors(
            plan.manifests(), plan.client(), plan.casting(), plan.called(), unhonoured);
    this.pods = predictors.labels();
  }

  private static Plan planned(
      ManifestSet manifests, Load load, RunSettings settings, HowFar howFar) {
    howFar.now("planning", 0, 0);
    return new Plan(manifests, load, settings);
  }

  /** Predicts every target on every plane; starts nothing. */
  public RunReport predict() {
    List<PlaneReport> own = reports();
    howFar.now("looking for other callers", 0, 0);
    OtherCallers others = OtherCallers.of(plan, () -> own);
    List<PlaneReport> all = new ArrayList<>(plan.compared(own));
    others.all().forEach(other -> all.addAll(other.marked(other.differing())));
    howFar.now("looking for advice", 0, 0);
    return assembly.of(plan, others, all, List.of(), unhonoured, deviations, false);
  }

  Plan plan() {
    return plan;
  }

  /** The predictions alone. */
  List<PlaneReport> reports() {
    return foretell().stream().map(Foretold::report).toList();
  }

  /** The mesh in which it is. */
  public Mesh mesh() {
    return plan.mesh();
  }

  /** The caller inside the mesh. */
  public ClientWorkload client() {
    return plan.client();
  }

  /** The hosts that gateways open. */
  public List<GatewayTarget> doors() {
    return plan.doors();
  }

  /** The pods with the names of their subsets and Services. */
  public PodLabels labelled(PodLabels labels, Plane plane, Request request) {
    return Measured.labelled(labels, plan, plane, request.target().toString());
  }

  /**
   * The workload that calls, as {@code namespace/name}; empty where it is none of the manifests.
   */
  public String callingWorkload() {
    return plan.mesh().deployments().stream()
        .filter(each -> each.namespace().equals(plan.client().namespace()))
        .filter(each -> each.labels().equals(plan.client().labels()))
        .map(each -> each.namespace() + "/" + each.name())
        .findFirst()
        .orElse("");
  }

  /** The workloads of the manifests, as {@code namespace/name}. */
  public List<String> workloads() {
    return plan.mesh().deployments().stream()
        .map(each -> each.namespace() + "/" + each.name())
        .distinct()
        .toList();
  }

  /** The predictions alone, as those see them who ask for more than their words. */
  public List<Foretold> foretell() {
    for (Plane name : plan.planes()) {
      List<Request> requests = plan.requests(name);
      if (!requests.isEmpty()) {
        predict(name, requests);
      }
    }
    return List.copyOf(foretold);
  }

  private void predict(Plane name, List<Request> requests) {
    TargetPredictor plane = predictors.of(name, plan.calls(name));
    deviations.addAll(plane.deviations());
    Set<String> seen = new HashSet<>();
    int number = 0;
    List<Request> calls =
        plane.looksIntoCalls()
            ? requests
            : requests.stream().filter(each -> seen.add(each.target().toString())).toList();
    for (Request request : calls) {
      String subject = request.subject(name.toString(), ++number, calls.size());
      howFar.now(subject + ": predicting", 0, 0);
      foretold.add(foretold(name, plane, request));
    }
  }

  private Foretold foretold(Plane name, TargetPredictor plane, Request request) {
    Target target = request.target();
    Optional<String> leftOut = plane.leavesOut(target).or(() -> plan.notTheCallers(name));
    if (leftOut.isPresent()) {
      return Foretold.nothing(
          request,
          PlaneReport.leftOut(name.toString(), target.toString(), request.line(), leftOut.get()));
    }
    Optional<String> unplayed = plan.unplayed(name, target);
    if (unplayed.isPresent()) {
      return Foretold.nothing(
          request,
          PlaneReport.unknown(name.toString(), target.toString(), request.line(), unplayed.get()));
    }
    Prediction prediction = request.predicted(plane, pods);
    PodLabels concerned = labels(target, prediction);
    PlaneReport report =
        PlaneReport.predicted(
            name.toString(),
            target.toString(),
            request.line(),
            Measurement.predicted(prediction, concerned, request.load().connections()));
    return new Foretold(request, report, Optional.of(prediction), concerned);
  }

  private PodLabels labels(Target target, Prediction prediction) {
    Set<String> concerned = new HashSet<>(predictors.behind(target));
    concerned.addAll(prediction.servers());
    return pods.only(concerned);
  }
}
