package dev.meshlab.lab.practice;

import dev.meshlab.lab.exercise.Step;
import dev.meshlab.lab.expectation.Expectation;
import dev.meshlab.lab.expectation.Expected;
import dev.meshlab.lab.failure.Broken;
import dev.meshlab.lab.live.ChangePlan;
import dev.meshlab.lab.outcome.UnderChange;
import dev.meshlab.lab.plane.ClusterPlane;
import dev.meshlab.lab.plane.Progress;
import dev.meshlab.lab.practice.PlaneResult.Outcome;
import dev.meshlab.lab.run.LiveMeasured;
import dev.meshlab.lab.run.Measured;
import dev.meshlab.lab.run.PlaneChoice;
import dev.meshlab.lab.run.RunSettings;
import dev.meshlab.lab.session.ClusterSession;
import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.manifest.ManifestSet;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Steps in a cluster.
 *
 * @param session of the cluster
 * @param mesh reads the manifests that changes apply
 */
record ClusterSteps(
    ClusterSession session, PracticeSettings settings, Audience audience, StepMesh mesh) {

  PlaneResult result(ManifestSet manifests, Step step, Progress progress)
      throws InterruptedException {
    String plane = ClusterPlane.NAME;
    if (!step.pods().isEmpty()) {
      return pods(manifests, step, progress.of(plane));
    }
    List<Plane> doors = step.isFromOutside() ? List.of(Plane.GATEWAY) : List.of();
    RunSettings choices = settings.of(step.call(), PlaneChoice.named(doors).andCluster());
    InCluster there = InCluster.of(step, manifests, choices);
    if (there.expected().isEmpty()) {
      return PlaneResult.not(plane, Outcome.NOT_ON_THIS_PLANE, there.reason());
    }
    Expected expected = there.expected().get();
    @Nullable Expectation guess = audience.guess(step, plane).orElse(null);
    Progress own = progress.of(plane);
    if (step.changes().isEmpty()) {
      Measured measured =
          step.call().forwarded()
              ? session.measureForwarded(manifests, step.call().load(), choices, own)
              : session.measure(manifests, step.call().load(), choices, own);
      return Practice.result(
          plane, measured, step, expected.expectations(), Optional.empty(), guess);
    }
    ChangePlan changes = new ChangePlan(step.changes(), settings.repeats().orElse(1), mesh::read);
    LiveMeasured live = session.measure(manifests, step.call().load(), choices, changes, own);
    return Practice.result(
        plane, live.after(), step, List.of(), UnderChange.of(live.timelines(), expected), guess);
  }

  private PlaneResult pods(ManifestSet manifests, Step step, Progress progress)
      throws InterruptedException {
    RunSettings choices = settings.of(step.call(), PlaneChoice.named(List.of()).andCluster());
    try {
      return PodsResult.of(
          step.pods(), session.anatomies(manifests, step.pods().keySet(), choices, progress));
    } catch (CancellationException interrupted) {
      return PlaneResult.not(ClusterPlane.NAME, Outcome.FAILED, "interrupted");
    } catch (Broken | UncheckedIOException broken) {
      String reason = String.valueOf(broken.getMessage());
      return PlaneResult.not(ClusterPlane.NAME, Outcome.FAILED, reason);
    }
  }
}
