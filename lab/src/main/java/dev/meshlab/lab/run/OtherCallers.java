package dev.meshlab.lab.run;

import dev.meshlab.client.load.Load;
import dev.meshlab.lab.failure.LabFailure;
import dev.meshlab.lab.report.PlaneReport;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.Deployment;
import dev.meshlab.mesh.progress.HowFar;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The callers of the manifests for whom something else is predicted than for the one that calls.
 */
final class OtherCallers {

  /** A forecast is made for each, so that many would keep a reader waiting. */
  private static final int MOST = 8;

  private final ManifestSet manifests;
  private final Load load;
  private final RunSettings settings;

  OtherCallers(ManifestSet manifests, Load load, RunSettings settings) {
    this.manifests = manifests;
    this.load = load;
    this.settings = settings;
  }

  /** A line for each kind of caller; none where the user has chosen one. */
  List<String> notes(Plan plan) {
    if (!settings.client().equals(ClientChoice.NONE)) {
      return List.of();
    }
    List<Deployment> others = new CallerKinds(manifests, plan.mesh()).besides(plan.client());
    if (others.isEmpty()) {
      return List.of();
    }
    List<PlaneReport> own = forecast(settings);
    List<String> notes = new ArrayList<>();
    others.stream().limit(MOST).forEach(other -> note(other, own, notes));
    if (others.size() > MOST) {
      notes.add(
          "%d more kinds of caller are not compared with this one; --client names a Deployment"
              .formatted(others.size() - MOST));
    }
    return notes;
  }

  private void note(Deployment other, List<PlaneReport> own, List<String> notes) {
    String name = other.namespace() + "/" + other.name();
    List<String> differing = differing(own, forecast(settings.calledBy(name)));
    if (!differing.isEmpty()) {
      notes.add(
          "callers such as %s %s would see something else at %s; --client %s measures it"
              .formatted(other.kind(), name, String.join(", ", differing), name));
    }
  }

  /** The requests of which something else is said, on whatever plane. */
  private static List<String> differing(List<PlaneReport> own, List<PlaneReport> others) {
    List<PlaneReport> changed = new ArrayList<>(own);
    changed.removeIf(each -> others.stream().anyMatch(other -> isSame(each, other)));
    others.stream()
        .filter(other -> own.stream().noneMatch(each -> isSame(each, other)))
        .forEach(changed::add);
    return changed.stream().map(each -> each.request().name(each.target())).distinct().toList();
  }

  private static boolean isSame(PlaneReport one, PlaneReport other) {
    return one.plane().equals(other.plane())
        && one.target().equals(other.target())
        && one.request().equals(other.request())
        && Objects.equals(one.reason(), other.reason())
        && Objects.equals(one.measurement().prediction(), other.measurement().prediction());
  }

  private List<PlaneReport> forecast(RunSettings wanted) {
    try {
      return new Forecast(manifests, load, wanted, HowFar.UNSEEN).reports();
    } catch (LabFailure nothingToCall) {
      return List.of();
    }
  }
}
