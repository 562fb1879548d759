package dev.meshlab.lab.proof;

import dev.meshlab.client.load.Load;
import dev.meshlab.lab.intent.MeshTest;
import dev.meshlab.lab.intent.TestCase;
import dev.meshlab.lab.live.ChangePlan;
import dev.meshlab.lab.plane.Progress;
import dev.meshlab.lab.run.LiveMeasured;
import dev.meshlab.lab.run.Measured;
import dev.meshlab.lab.run.RunSettings;
import dev.meshlab.lab.run.Session;
import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.manifest.ManifestSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/** The proof of tests: by predictions alone, or by measurement over the pods of one session. */
public final class Proof {

  private final List<MeshTest> tests;
  private final ProofSettings settings;
  private final List<PlannedCase> planned;
  private final IdentityHashMap<PlannedCase, CaseResult> results = new IdentityHashMap<>();

  /**
   * @param given beside the manifests that tests name
   * @throws dev.meshlab.lab.failure.BadInput if any case cannot be tried; it names all of them
   */
  public Proof(List<MeshTest> tests, ProofSettings settings, GivenManifests given) {
    this.tests = List.copyOf(tests);
    this.settings = settings;
    this.planned = Plans.of(tests, settings, given);
  }

  /** Holds the expectations against the predictions; starts nothing. */
  public List<TestResult> foresee() {
    planned.forEach(each -> results.put(each, each.foreseen()));
    return results();
  }

  /**
   * Measures the cases. Those of the same mesh and target come one after the other, so that pods go
   * on; the results are in the order of the tests.
   *
   * @throws dev.meshlab.lab.failure.LabFailure if they cannot be run
   */
  public List<TestResult> measure(Session session, Progress progress)
      throws IOException, InterruptedException {
    int number = 0;
    for (PlannedCase each : inGroups()) {
      number++;
      if (session.isStopped()) {
        break;
      }
      Progress own =
          progress.of(
              "%d of %d, %s, %s"
                  .formatted(number, planned.size(), each.testCase().name(), each.plane()));
      results.put(each, measure(session, each, own));
    }
    return results();
  }

  private CaseResult measure(Session session, PlannedCase each, Progress progress)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    TestCase wanted = each.testCase();
    Load load = ProofSettings.load(wanted);
    RunSettings choices = settings.of(each.test(), wanted, List.of(each.plane()));
    Optional<CaseResult> result;
    if (wanted.changes().isEmpty()) {
      List<Measured> measured = session.measure(each.manifests(), load, choices, progress);
      result = measured.stream().findFirst().map(one -> each.measured(one, seconds(start)));
    } else {
      ChangePlan changes =
          new ChangePlan(
              wanted.changes(), wanted.repeats(), names -> TestMeshes.read(each.test(), names));
      List<LiveMeasured> measured =
          session.measure(each.manifests(), load, choices, changes, progress);
      result = measured.stream().findFirst().map(one -> each.measured(one, seconds(start)));
    }
    return result.orElseGet(() -> CaseResult.notTried(wanted, each.plane(), "nothing was called"));
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  /** By the mesh, in the order in which the meshes come, and by the target. */
  private List<PlannedCase> inGroups() {
    List<ManifestSet> meshes = planned.stream().map(PlannedCase::manifests).distinct().toList();
    return planned.stream()
        .sorted(
            Comparator.comparing((PlannedCase each) -> meshes.indexOf(each.manifests()))
                .thenComparing(each -> each.testCase().call().to()))
        .toList();
  }

  private List<TestResult> results() {
    return tests.stream().map(this::result).toList();
  }

  private TestResult result(MeshTest test) {
    List<CaseResult> cases = new ArrayList<>();
    for (TestCase each : test.cases()) {
      for (Plane plane : test.planes(each)) {
        if (!settings.planes(test, each).contains(plane) && !each.planes().isEmpty()) {
          cases.add(CaseResult.notTried(each, plane, "--planes does not name this plane"));
        }
      }
      planned.stream()
          .filter(one -> one.test().equals(test) && one.testCase().equals(each))
          .map(
              one ->
                  results.getOrDefault(
                      one, CaseResult.notTried(each, one.plane(), "interrupted before its turn")))
          .forEach(cases::add);
    }
    return new TestResult(test, cases);
  }
}
