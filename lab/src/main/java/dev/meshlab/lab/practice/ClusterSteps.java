package dev.meshlab.lab.practice;

import dev.meshlab.client.load.Load;
import dev.meshlab.lab.exercise.Question;
import dev.meshlab.lab.exercise.Step;
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
import java.util.Set;
import java.util.concurrent.CancellationException;

/**
 * Steps in a cluster.
 *
 * @param session of the cluster
 * @param mesh reads the manifests that changes apply
 */
record ClusterSteps(
    ClusterSession session, PracticeSettings settings, Audience audience, StepMesh mesh) {

  private static final String PLANE = ClusterPlane.NAME;

  /** The result of a step that makes calls. */
  PlaneResult calls(ManifestSet manifests, Step step, Question.Calls calls, Progress progress)
      throws InterruptedException {
    List<Plane> doors = calls.isFromOutside() ? List.of(Plane.GATEWAY) : List.of();
    RunSettings choices = settings.of(calls.call(), PlaneChoice.named(doors).andCluster());
    InCluster there = InCluster.of(step, calls, manifests, choices);
    if (there.expected().isEmpty()) {
      return PlaneResult.not(PLANE, Outcome.NOT_ON_THIS_PLANE, there.reason());
    }
    Expected expected = there.expected().get();
    CallsResult its = new CallsResult(calls, PLANE, audience.guess(step, PLANE).orElse(null));
    Progress own = progress.of(PLANE);
    Load load = calls.call().load();
    if (!calls.changes().isEmpty()) {
      ChangePlan changes =
          new ChangePlan(calls.changes(), settings.repeats().orElse(1), mesh::read);
      LiveMeasured live = session.measure(manifests, load, choices, changes, own);
      return its.of(live.after(), UnderChange.of(live.timelines(), expected));
    }
    Measured measured =
        calls.call().forwarded()
            ? session.measureForwarded(manifests, load, choices, own)
            : session.measure(manifests, load, choices, own);
    return its.of(measured, expected.expectations());
  }

  /** The result of a step that looks at pods. */
  PlaneResult pods(ManifestSet manifests, Question.Pods pods, Progress progress)
      throws InterruptedException {
    RunSettings choices = settings.of(pods.call(), PlaneChoice.named(List.of()).andCluster());
    Set<String> workloads = pods.claims().keySet();
    try {
      return PodsResult.of(
          pods.claims(), session.anatomies(manifests, workloads, choices, progress.of(PLANE)));
    } catch (CancellationException interrupted) {
      return PlaneResult.not(PLANE, Outcome.FAILED, "interrupted");
    } catch (Broken | UncheckedIOException broken) {
      return PlaneResult.not(PLANE, Outcome.FAILED, String.valueOf(broken.getMessage()));
    }
  }

  /** The result of a step about manifests that are refused. */
  PlaneResult refused(List<String> manifests, Question.Refusal refusal) {
    List<String> reasons =
        mesh.texts(manifests).stream().flatMap(text -> session.refusals(text).stream()).toList();
    return RefusalResult.of(PLANE, refusal, reasons);
  }
}
