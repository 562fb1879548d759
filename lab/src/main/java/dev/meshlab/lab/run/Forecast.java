package dev.meshlab.lab.run;

import dev.meshlab.client.load.Load;
import dev.meshlab.lab.cast.Target;
import dev.meshlab.lab.plane.PlanePredictors;
import dev.meshlab.lab.plane.TargetPredictor;
import dev.meshlab.lab.plane.Unhonoured;
import dev.meshlab.lab.prediction.PodLabel;
import dev.meshlab.lab.prediction.PodLabels;
import dev.meshlab.lab.prediction.Prediction;
import dev.meshlab.lab.report.Measurement;
import dev.meshlab.lab.report.PlaneReport;
import dev.meshlab.lab.report.RunReport;
import dev.meshlab.mesh.adapt.Deviation;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.plane.Plane;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The predictions for each target on each plane, from the configuration alone. Used once. */
public final class Forecast {

  private final Plan plan;
  private final Unhonoured unhonoured;
  private final PlanePredictors predictors;
  private final ReportAssembly assembly = new ReportAssembly();
  private final List<PlaneReport> reports = new ArrayList<>();
  private final Set<Deviation> deviations = new LinkedHashSet<>();

  /**
   * @throws dev.meshlab.lab.failure.LabFailure if this could not be run
   */
  public Forecast(ManifestSet manifests, Load load, RunSettings settings) {
    this.plan = new Plan(manifests, load, settings);
    this.unhonoured = new Unhonoured(manifests);
    this.predictors =
        new PlanePredictors(manifests, plan.client(), plan.casting(), plan.targets(), unhonoured);
  }

  /** Predicts every target on every plane; starts nothing. */
  public RunReport predict() {
    for (Plane name : plan.planes()) {
      List<Request> requests = plan.requests(name);
      if (!requests.isEmpty()) {
        predict(name, requests);
      }
    }
    return assembly.of(plan, reports, List.of(), unhonoured, deviations, false);
  }

  private void predict(Plane name, List<Request> requests) {
    TargetPredictor plane = predictors.of(name, plan.calls(name));
    deviations.addAll(plane.deviations());
    Set<String> seen = new HashSet<>();
    for (Request request : requests) {
      if (seen.add(request.target().toString()) || plane.looksIntoCalls()) {
        reports.add(report(name, plane, request));
      }
    }
  }

  private PlaneReport report(Plane name, TargetPredictor plane, Request request) {
    Target target = request.target();
    Optional<String> leftOut = plane.leavesOut(target);
    if (leftOut.isPresent()) {
      return PlaneReport.leftOut(name.toString(), target.toString(), request.line(), leftOut.get());
    }
    PodLabels all = predictors.labels();
    Prediction prediction = request.asked(plane.predict(target, request.shape()), all);
    return PlaneReport.predicted(
        name.toString(),
        target.toString(),
        request.line(),
        Measurement.predicted(
            prediction, labels(target, prediction, all), request.load().connections()));
  }

  private PodLabels labels(Target target, Prediction prediction, PodLabels all) {
    Set<String> concerned = new HashSet<>(predictors.behind(target));
    concerned.addAll(prediction.servers());
    Map<String, PodLabel> labels = new HashMap<>(all.byUuid());
    labels.keySet().retainAll(concerned);
    return new PodLabels(labels);
  }
}
