package dev.meshlab.lab.cli;

import dev.meshlab.lab.failure.BadInput;
import dev.meshlab.lab.input.Inputs;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.input.HowFar;
import dev.meshlab.mesh.input.Manifests;
import dev.meshlab.mesh.input.Source;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.translate.patch.PatchProblems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help;
import picocli.CommandLine.Option;

/** The flags that name manifests, spelled as kubectl's. */
final class ManifestOptions {

  @Option(
      names = {"-f", "--filename"},
      paramLabel = "<path or URL>",
      split = ",",
      showDefaultValue = Help.Visibility.NEVER,
      description = {
        "Manifests to apply: files, directories or URLs, as kubectl takes them; - is standard input."
            + " May be repeated, or be a list with commas.",
        "Default: k8s/ and istio/ of this repository."
      })
  private List<String> files = new ArrayList<>();

  @Option(
      names = {"-R", "--recursive"},
      description = "Read the directories below those of -f too.")
  private boolean recursive;

  @Option(
      names = {"-k", "--kustomize"},
      paramLabel = "<directory>",
      description = "Apply what kustomize builds of it, too. Needs kustomize or kubectl on PATH.")
  private @Nullable String kustomization;

  @Option(
      names = "--replicas",
      paramLabel = "<n>",
      description = {
        "The number of pods of every Deployment, StatefulSet and Rollout.",
        "Default: what the manifests say."
      })
  private @Nullable Integer replicas;

  /** The manifests; all of their problems at once if a cluster would refuse one. */
  ManifestSet read(HowFar howFar) {
    ManifestSet manifests = PatchProblems.noted(readAll(howFar));
    List<Diagnostic> errors = manifests.problems().stream().filter(Diagnostic::isError).toList();
    if (!errors.isEmpty()) {
      throw new BadInput(errors);
    }
    return manifests;
  }

  /** The manifests, with whatever is wrong with them. */
  ManifestSet readAll(HowFar howFar) {
    if (replicas != null && replicas < 1) {
      throw new BadInput("--replicas " + replicas + ": must be 1 or more");
    }
    ManifestSet written = Manifests.readAll(sources(howFar), howFar);
    return replicas == null ? written : written.withReplicas(replicas);
  }

  private List<Source> sources(HowFar howFar) {
    Inputs inputs = new Inputs(files, recursive, kustomization);
    return inputs.isEmpty() ? bundled() : inputs.open(System.in, System.getenv(), howFar);
  }

  /** In what the manifests that are read are not those that are written. */
  List<String> notes() {
    return replicas == null
        ? List.of()
        : List.of(
            "--replicas %d: every Deployment, StatefulSet and Rollout gets that many pods, whatever the manifests say"
                .formatted(replicas));
  }

  private static List<Source> bundled() {
    Path home = Home.directory();
    return List.of(
        new Source.Place(home.resolve("k8s"), false),
        new Source.Place(home.resolve("istio"), false));
  }
}
