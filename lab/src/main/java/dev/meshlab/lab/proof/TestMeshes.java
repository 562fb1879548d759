package dev.meshlab.lab.proof;

import dev.meshlab.lab.intent.MeshTest;
import dev.meshlab.lab.intent.MeshWorld;
import dev.meshlab.lab.intent.TestCase;
import dev.meshlab.lab.zone.Zones;
import dev.meshlab.mesh.input.Manifests;
import dev.meshlab.mesh.input.Source;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.progress.HowFar;
import dev.meshlab.mesh.translate.patch.PatchProblems;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The meshes of tests. Equal ones are read once. */
final class TestMeshes {

  private final GivenManifests given;
  private final Map<List<Object>, ManifestSet> read = new HashMap<>();

  /**
   * @param given beside the manifests that tests name
   */
  TestMeshes(GivenManifests given) {
    this.given = given;
  }

  /**
   * The manifests that are in force in a case.
   *
   * @throws dev.meshlab.lab.failure.BadInput if a cluster would refuse any of it
   */
  ManifestSet of(MeshTest test, TestCase each) {
    Path parent = test.file().toAbsolutePath().normalize().getParent();
    return read.computeIfAbsent(
        List.of(String.valueOf(parent), test.world(), each.over()),
        unused -> read(test, each.over()));
  }

  private ManifestSet read(MeshTest test, MeshWorld over) {
    ManifestSet all = given.instead().orElseGet(() -> read(test, test.world().manifests()));
    if (!over.manifests().isEmpty()) {
      all = all.applied(read(test, over.manifests()));
    }
    if (given.over().isPresent()) {
      all = all.applied(given.over().get());
    }
    Map<String, Integer> replicas = new HashMap<>(test.world().replicas());
    replicas.putAll(over.replicas());
    return Zones.inForce(
        PatchProblems.noted(all),
        replicas,
        over.zones().isEmpty() ? test.world().zones() : over.zones());
  }

  /** The manifests that a test names. */
  static ManifestSet read(MeshTest test, List<String> names) {
    List<Source.Place> places =
        names.stream().map(name -> new Source.Place(beside(test.file(), name), false)).toList();
    return Manifests.readAll(places, HowFar.UNSEEN);
  }

  private static Path beside(Path file, String name) {
    Path beside = file.resolveSibling(name).normalize();
    return beside.toString().isEmpty() ? Path.of(".") : beside;
  }
}
