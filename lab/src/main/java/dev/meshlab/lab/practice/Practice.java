package dev.meshlab.lab.practice;

import dev.meshlab.lab.exercise.Exercise;
import dev.meshlab.lab.exercise.Question;
import dev.meshlab.lab.exercise.Step;
import dev.meshlab.lab.plane.ClusterPlane;
import dev.meshlab.lab.plane.Progress;
import dev.meshlab.lab.practice.PlaneResult.Outcome;
import dev.meshlab.lab.run.Session;
import dev.meshlab.lab.session.ClusterSession;
import dev.meshlab.mesh.manifest.ManifestSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The run of exercises, one after the other, over the pods of one session. */
public final class Practice {

  /** The check of manifests that an API server makes with Istio, as the lab makes it itself. */
  private static final String ADMISSION = "admission";

  private static final String NEEDS_CLUSTER = "it needs a cluster, with --planes kubernetes";

  private final Session session;
  private final TimedAudience audience;
  private final StepMesh mesh;
  private final LocalSteps local;
  private final Optional<ClusterSteps> cluster;

  public Practice(Session session, PracticeSettings settings, Audience audience) {
    this(session, Optional.empty(), settings, audience);
  }

  /**
   * @param cluster in which the steps are run, too
   */
  public Practice(
      Session session,
      Optional<ClusterSession> cluster,
      PracticeSettings settings,
      Audience audience) {
    this.session = session;
    this.audience = new TimedAudience(audience);
    this.mesh = new StepMesh(settings.root());
    this.local = new LocalSteps(session, settings, this.audience, mesh);
    this.cluster = cluster.map(its -> new ClusterSteps(its, settings, this.audience, mesh));
  }

  /**
   * Runs an exercise; the steps that are left once the session is to end are not run.
   *
   * @throws dev.meshlab.lab.failure.LabFailure if it cannot be run
   */
  public ExerciseResult run(Exercise exercise, Progress progress)
      throws IOException, InterruptedException {
    long start = System.nanoTime() - audience.nanos();
    List<StepResult> steps = new ArrayList<>();
    audience.begins(exercise);
    for (Step step : exercise.steps()) {
      if (session.isStopped()) {
        break;
      }
      Progress own = progress.of(exercise.name() + ", " + step.name());
      StepResult result = new StepResult(step.name(), answers(exercise, step, own));
      steps.add(result);
      audience.sees(result);
    }
    double seconds = (System.nanoTime() - audience.nanos() - start) / 1e9;
    ExerciseResult result = new ExerciseResult(exercise, steps, seconds, session.isStopped());
    audience.ends(result);
    return result;
  }

  private List<PlaneResult> answers(Exercise exercise, Step step, Progress progress)
      throws IOException, InterruptedException {
    if (step.question() instanceof Question.Refusal refusal) {
      return refused(step.manifests(), refusal);
    }
    ManifestSet manifests = mesh.of(exercise, step);
    if (step.question() instanceof Question.Pods pods) {
      return List.of(
          cluster.isPresent() ? cluster.get().pods(manifests, pods, progress) : needsCluster());
    }
    Question.Calls calls = (Question.Calls) step.question();
    List<PlaneResult> results = new ArrayList<>(local.calls(manifests, step, calls, progress));
    if (cluster.isPresent()) {
      results.add(cluster.get().calls(manifests, step, calls, progress));
    } else if (step.isOfClusterAlone()) {
      results.add(needsCluster());
    }
    return results;
  }

  private List<PlaneResult> refused(List<String> manifests, Question.Refusal refusal) {
    List<PlaneResult> results = new ArrayList<>();
    results.add(RefusalResult.of(ADMISSION, refusal, mesh.refusals(manifests)));
    cluster.ifPresent(there -> results.add(there.refused(manifests, refusal)));
    return results;
  }

  private static PlaneResult needsCluster() {
    return PlaneResult.not(ClusterPlane.NAME, Outcome.NOT_ON_THIS_PLANE, NEEDS_CLUSTER);
  }
}
