package dev.meshlab.lab.proof;

import dev.meshlab.lab.exercise.WorldCheck;
import dev.meshlab.lab.failure.BadInput;
import dev.meshlab.lab.intent.MeshTest;
import dev.meshlab.lab.intent.TestCase;
import dev.meshlab.lab.live.Change.Timed;
import dev.meshlab.lab.live.ClusterState;
import dev.meshlab.lab.run.Forecast;
import dev.meshlab.lab.run.Forecast.Foretold;
import dev.meshlab.lab.run.RunSettings;
import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.diagnostic.Position;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.progress.HowFar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The plans of cases: what is wrong with any is found before anything is started. */
final class Plans {

  private final ProofSettings settings;
  private final TestMeshes meshes;
  private final List<PlannedCase> cases = new ArrayList<>();
  private final List<Diagnostic> problems = new ArrayList<>();

  private Plans(ProofSettings settings, GivenManifests given) {
    this.settings = settings;
    this.meshes = new TestMeshes(given);
  }

  /**
   * The cases of tests, in their order, each once for each plane on which it is tried.
   *
   * @param given beside the manifests that tests name
   * @throws BadInput if any cannot be tried; it names all of them
   */
  static List<PlannedCase> of(List<MeshTest> tests, ProofSettings settings, GivenManifests given) {
    Plans plans = new Plans(settings, given);
    for (MeshTest test : tests) {
      test.cases().forEach(each -> plans.add(test, each));
    }
    if (!plans.problems.isEmpty()) {
      throw new BadInput(plans.problems.stream().distinct().toList());
    }
    return plans.cases;
  }

  private void add(MeshTest test, TestCase each) {
    WorldCheck world =
        new WorldCheck("case '%s'".formatted(each.name()), each.position(), problems);
    try {
      for (Plane plane : settings.planes(test, each)) {
        if (each.on(plane).isEmpty()) {
          world.problem("expects nothing on the plane " + plane);
          continue;
        }
        ManifestSet manifests = meshes.of(test, each);
        if (manifests.of("", "Service").isEmpty()) {
          problems.add(withoutMesh(test));
          return;
        }
        check(test, each, plane, manifests, world);
        RunSettings choices = settings.of(test, each, List.of(plane));
        Forecast forecast =
            new Forecast(manifests, ProofSettings.load(each), choices, HowFar.UNSEEN);
        for (Foretold foretold : forecast.foretell()) {
          cases.add(
              new PlannedCase(
                  test,
                  each,
                  plane,
                  manifests,
                  foretold,
                  forecast,
                  () -> afterwards(test, each, manifests, choices)));
        }
      }
    } catch (BadInput refused) {
      world.problems(refused);
    }
  }

  private void check(
      MeshTest test, TestCase each, Plane plane, ManifestSet manifests, WorldCheck world) {
    if (!each.changes().isEmpty() && plane.isEnteredFromOutside()) {
      world.problem("a gateway does not change while it is open; try it on another plane");
    }
    Map<String, Integer> replicas = new HashMap<>(test.world().replicas());
    replicas.putAll(each.over().replicas());
    world.check(manifests, replicas, each.changes(), names -> TestMeshes.read(test, names));
  }

  /** The prediction once all changes of a case are made, where it does not depend on chance. */
  private static Optional<Foretold> afterwards(
      MeshTest test, TestCase each, ManifestSet manifests, RunSettings choices) {
    Optional<ClusterState> state = Optional.of(ClusterState.of(manifests));
    for (Timed change : each.changes()) {
      state = state.flatMap(now -> now.after(change.what(), names -> TestMeshes.read(test, names)));
    }
    try {
      return state.flatMap(
          last ->
              new Forecast(last.manifests(), ProofSettings.load(each), choices, HowFar.UNSEEN)
                  .foretell().stream().findFirst());
    } catch (BadInput nothingToCall) {
      return Optional.empty();
    }
  }

  private static Diagnostic withoutMesh(MeshTest test) {
    return Diagnostic.of(
        DiagnosticId.BAD_USAGE,
        Position.of(test.file().toString()),
        "spec.manifests",
        "has no Service, so that there is nothing to call",
        "name the files and directories that kubectl would apply, relative to this file; without"
            + " them it is what lies beside it");
  }
}
