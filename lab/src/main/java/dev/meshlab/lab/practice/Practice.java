package dev.meshlab.lab.practice;

import dev.meshlab.lab.exercise.Exercise;
import dev.meshlab.lab.exercise.Step;
import dev.meshlab.lab.expectation.Expectation;
import dev.meshlab.lab.expectation.Sightings;
import dev.meshlab.lab.live.ChangePlan;
import dev.meshlab.lab.outcome.Met;
import dev.meshlab.lab.outcome.UnderChange;
import dev.meshlab.lab.plane.ClusterPlane;
import dev.meshlab.lab.plane.Progress;
import dev.meshlab.lab.practice.PlaneResult.Outcome;
import dev.meshlab.lab.report.Measurement;
import dev.meshlab.lab.report.PlaneReport;
import dev.meshlab.lab.run.Measured;
import dev.meshlab.lab.run.PlaneChoice;
import dev.meshlab.lab.run.RunSettings;
import dev.meshlab.lab.run.Session;
import dev.meshlab.lab.session.ClusterSession;
import dev.meshlab.lab.verdict.Finding;
import dev.meshlab.lab.verdict.Observation;
import dev.meshlab.lab.verdict.Verdict;
import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.manifest.ManifestSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The run of exercises, one after the other, over the pods of one session. */
public final class Practice {

  private static final String NOTHING_CALLED =
      "nothing is called on this plane: the target is a host that it does not have";
  private static final String AS_PREDICTED = "as predicted";
  private static final String NEEDS_CLUSTER = "it needs a cluster, with --planes kubernetes";

  private final Session session;
  private final PracticeSettings settings;
  private final TimedAudience audience;
  private final StepMesh mesh;
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
    this.settings = settings;
    this.audience = new TimedAudience(audience);
    this.mesh = new StepMesh(settings.root());
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
      StepResult result = run(exercise, step, progress.of(exercise.name() + ", " + step.name()));
      steps.add(result);
      audience.sees(result);
    }
    double seconds = (System.nanoTime() - audience.nanos() - start) / 1e9;
    ExerciseResult result = new ExerciseResult(exercise, steps, seconds, session.isStopped());
    audience.ends(result);
    return result;
  }

  private StepResult run(Exercise exercise, Step step, Progress progress)
      throws IOException, InterruptedException {
    List<Plane> wanted = step.planes().stream().filter(settings.planes()::contains).toList();
    ManifestSet manifests = mesh.of(exercise, step);
    RunSettings choices = settings.of(step.call(), PlaneChoice.named(wanted));
    List<PlaneResult> results = new ArrayList<>();
    if (!wanted.isEmpty()) {
      Map<String, Expectation> guesses = new HashMap<>();
      for (Plane plane : wanted) {
        audience
            .guess(step, plane.toString())
            .ifPresent(guess -> guesses.put(plane.toString(), guess));
      }
      results.addAll(
          step.changes().isEmpty()
              ? still(manifests, choices, step, guesses, progress)
              : changing(manifests, choices, step, guesses, progress));
    }
    if (!step.isOfClusterAlone()) {
      results.addAll(OtherPlanes.of(step, settings.planes(), manifests, choices));
    }
    results.sort(Comparator.comparing(result -> Plane.of(result.plane()).orElseThrow()));
    if (cluster.isPresent()) {
      results.add(cluster.get().result(manifests, step, progress));
    } else if (step.isOfClusterAlone()) {
      results.add(PlaneResult.not(ClusterPlane.NAME, Outcome.NOT_ON_THIS_PLANE, NEEDS_CLUSTER));
    }
    return new StepResult(step.name(), results);
  }

  private List<PlaneResult> still(
      ManifestSet manifests,
      RunSettings choices,
      Step step,
      Map<String, Expectation> guesses,
      Progress progress)
      throws IOException, InterruptedException {
    List<Measured> measured = session.measure(manifests, step.call().load(), choices, progress);
    return choices.planes().planes().stream()
        .map(plane -> still(plane, measured, step, guesses.get(plane.toString())))
        .toList();
  }

  private static PlaneResult still(
      Plane plane, List<Measured> measured, Step step, @Nullable Expectation guess) {
    String name = plane.toString();
    List<Expectation> expectations = step.expected(plane).expectations();
    return measured.stream()
        .filter(each -> each.report().plane().equals(name))
        .findFirst()
        .map(each -> result(name, each, step, expectations, Optional.empty(), guess))
        .orElseGet(() -> PlaneResult.not(name, Outcome.FAILED, NOTHING_CALLED));
  }

  private List<PlaneResult> changing(
      ManifestSet manifests,
      RunSettings choices,
      Step step,
      Map<String, Expectation> guesses,
      Progress progress)
      throws IOException, InterruptedException {
    return session
        .measure(
            manifests,
            step.call().load(),
            choices,
            new ChangePlan(step.changes(), settings.repeats().orElse(step.repeats()), mesh::read),
            progress)
        .stream()
        .map(
            each ->
                result(
                    each.plane().toString(),
                    each.after(),
                    step,
                    List.of(),
                    UnderChange.of(each.timelines(), step.expected(each.plane())),
                    guesses.get(each.plane().toString())))
        .toList();
  }

  static PlaneResult result(
      String plane,
      Measured measured,
      Step step,
      List<Expectation> expectations,
      Optional<UnderChange> live,
      @Nullable Expectation guess) {
    PlaneReport report = measured.report();
    if (measured.seen().isEmpty()) {
      return PlaneResult.not(plane, Outcome.FAILED, String.valueOf(report.reason()));
    }
    Observation seen = measured.seen().get();
    List<Met> met = new ArrayList<>();
    if (step.unpredicted().isEmpty()) {
      met.add(asPredicted(report.measurement()));
    }
    live.ifPresent(under -> met.addAll(under.met()));
    expectations.forEach(each -> met.add(Met.of(each, seen)));
    Measurement.Predicted prediction = report.measurement().prediction();
    return new PlaneResult(
        plane,
        met.stream().allMatch(Met::passed) ? Outcome.PASSED : Outcome.FAILED,
        "",
        prediction == null ? "" : prediction.sentence() + doubt(step),
        Sightings.line(seen, expectations),
        report.measurement().counts().errors(),
        LogLine.of(live.map(UnderChange::last).orElse(seen)),
        live.map(UnderChange::live),
        met,
        Optional.ofNullable(guess).map(guessed -> Met.of(guessed, seen)));
  }

  private static String doubt(Step step) {
    return step.unpredicted().isEmpty() ? "" : "; but " + step.unpredicted();
  }

  /** Every exercise expects what the lab itself predicts from its manifests. */
  private static Met asPredicted(Measurement measurement) {
    Measurement.Judgement judgement = measurement.judgement();
    String findings =
        judgement.findings().stream()
            .filter(finding -> !finding.holds())
            .map(Finding::text)
            .collect(Collectors.joining("; "));
    String measured = findings.isEmpty() ? judgement.verdict().word() : findings;
    return Met.of(AS_PREDICTED, measured, judgement.verdict() == Verdict.Outcome.AGREES);
  }
}
