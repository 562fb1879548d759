package dev.meshlab.lab.practice;

import dev.meshlab.lab.exercise.Question;
import dev.meshlab.lab.exercise.Step;
import dev.meshlab.lab.expectation.Expectation;
import dev.meshlab.lab.live.ChangePlan;
import dev.meshlab.lab.outcome.UnderChange;
import dev.meshlab.lab.plane.Progress;
import dev.meshlab.lab.practice.PlaneResult.Outcome;
import dev.meshlab.lab.run.Measured;
import dev.meshlab.lab.run.PlaneChoice;
import dev.meshlab.lab.run.RunSettings;
import dev.meshlab.lab.run.Session;
import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.manifest.ManifestSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Steps on the planes of this machine.
 *
 * @param session over whose pods they are run
 * @param mesh reads the manifests that changes apply
 */
record LocalSteps(Session session, PracticeSettings settings, Audience audience, StepMesh mesh) {

  private static final String NOTHING_CALLED =
      "nothing is called on this plane: the target is a host that it does not have";

  /** The results of a step that makes calls, also of planes on which it makes none. */
  List<PlaneResult> calls(ManifestSet manifests, Step step, Question.Calls calls, Progress progress)
      throws IOException, InterruptedException {
    List<Plane> wanted = calls.planes().stream().filter(settings.planes()::contains).toList();
    RunSettings choices = settings.of(calls.call(), PlaneChoice.named(wanted));
    List<PlaneResult> results = new ArrayList<>();
    if (!wanted.isEmpty()) {
      Map<Plane, CallsResult> asked = asked(step, calls, wanted);
      results.addAll(
          calls.changes().isEmpty()
              ? still(manifests, choices, calls, asked, progress)
              : changing(manifests, choices, calls, asked, progress));
    }
    if (!calls.isOfClusterAlone()) {
      results.addAll(OtherPlanes.of(calls, settings.planes(), manifests, choices));
    }
    results.sort(Comparator.comparing(result -> Plane.of(result.plane()).orElseThrow()));
    return results;
  }

  /** The audience makes its guesses before anything is measured. */
  private Map<Plane, CallsResult> asked(Step step, Question.Calls calls, List<Plane> planes)
      throws InterruptedException {
    Map<Plane, CallsResult> asked = new EnumMap<>(Plane.class);
    for (Plane plane : planes) {
      Expectation guess = audience.guess(step, plane.toString()).orElse(null);
      asked.put(plane, new CallsResult(calls, plane.toString(), guess));
    }
    return asked;
  }

  private List<PlaneResult> still(
      ManifestSet manifests,
      RunSettings choices,
      Question.Calls calls,
      Map<Plane, CallsResult> asked,
      Progress progress)
      throws IOException, InterruptedException {
    List<Measured> measured = session.measure(manifests, calls.call().load(), choices, progress);
    List<PlaneResult> results = new ArrayList<>();
    asked.forEach(
        (plane, its) -> {
          List<Expectation> expectations = calls.expected(plane).expectations();
          results.add(
              measured.stream()
                  .filter(each -> each.report().plane().equals(its.plane()))
                  .findFirst()
                  .map(each -> its.of(each, expectations))
                  .orElseGet(() -> PlaneResult.not(its.plane(), Outcome.FAILED, NOTHING_CALLED)));
        });
    return results;
  }

  private List<PlaneResult> changing(
      ManifestSet manifests,
      RunSettings choices,
      Question.Calls calls,
      Map<Plane, CallsResult> asked,
      Progress progress)
      throws IOException, InterruptedException {
    int repeats = settings.repeats().orElse(calls.repeats());
    ChangePlan changes = new ChangePlan(calls.changes(), repeats, mesh::read);
    return session.measure(manifests, calls.call().load(), choices, changes, progress).stream()
        .map(
            each ->
                asked
                    .getOrDefault(
                        each.plane(), new CallsResult(calls, each.plane().toString(), null))
                    .of(
                        each.after(),
                        UnderChange.of(each.timelines(), calls.expected(each.plane()))))
        .toList();
  }
}
