package dev.meshlab.lab.cli;

import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.manifest.Manifests;
import dev.meshlab.mesh.manifest.Problem;
import dev.meshlab.mesh.translate.PatchProblems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Help;
import picocli.CommandLine.Option;

/** Which manifests to read. */
final class ManifestOptions {

  @Option(
      names = {"-f", "--filename"},
      paramLabel = "<file or directory>",
      showDefaultValue = Help.Visibility.NEVER,
      description = {
        "Manifests to apply, as kubectl takes them; may be repeated.",
        "Default: k8s/ and istio/ of this repository."
      })
  private List<Path> files = new ArrayList<>();

  /** The manifests; all of their problems at once if a cluster would refuse one. */
  ManifestSet read() {
    ManifestSet manifests = PatchProblems.noted(readAll());
    List<Problem> errors = manifests.problems().stream().filter(Problem::isError).toList();
    if (!errors.isEmpty()) {
      throw new BadInput(errors);
    }
    return manifests;
  }

  /** The manifests, with whatever is wrong with them. */
  ManifestSet readAll() {
    return Manifests.read(files.isEmpty() ? bundled() : files);
  }

  private static List<Path> bundled() {
    Path home = Home.directory();
    return List.of(home.resolve("k8s"), home.resolve("istio"));
  }
}
