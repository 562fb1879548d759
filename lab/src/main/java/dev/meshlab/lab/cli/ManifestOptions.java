package dev.meshlab.lab.cli;

import dev.meshlab.lab.failure.BadInput;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.manifest.Manifests;
import dev.meshlab.mesh.manifest.Problem;
import dev.meshlab.mesh.translate.PatchProblems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
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

  @Option(
      names = "--replicas",
      paramLabel = "<n>",
      description = {
        "The number of pods of every Deployment and StatefulSet.",
        "Default: what the manifests say."
      })
  private @Nullable Integer replicas;

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
    ManifestSet written = Manifests.read(files.isEmpty() ? bundled() : files);
    if (replicas == null) {
      return written;
    }
    if (replicas < 1) {
      throw new BadInput("--replicas " + replicas + ": must be 1 or more");
    }
    return written.withReplicas(replicas);
  }

  /** In what the manifests that are read are not those that are written. */
  List<String> notes() {
    return replicas == null
        ? List.of()
        : List.of(
            "--replicas %d: every Deployment and StatefulSet gets that many pods, whatever the manifests say"
                .formatted(replicas));
  }

  private static List<Path> bundled() {
    Path home = Home.directory();
    return List.of(home.resolve("k8s"), home.resolve("istio"));
  }
}
