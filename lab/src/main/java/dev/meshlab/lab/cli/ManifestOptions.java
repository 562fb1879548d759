package dev.meshlab.lab.cli;

import dev.meshlab.lab.failure.BadInput;
import dev.meshlab.lab.input.Inputs;
import dev.meshlab.lab.zone.PresumedZones;
import dev.meshlab.lab.zone.Zones;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.input.Manifests;
import dev.meshlab.mesh.input.Source;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.progress.HowFar;
import dev.meshlab.mesh.translate.patch.PatchProblems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

  @Option(
      names = "--zones",
      paramLabel = "<region/zone>",
      split = ",",
      showDefaultValue = Help.Visibility.NEVER,
      description = {
        "The zones of the cluster: it has a node in each, and pods are dealt round them as a scheduler"
            + " does. none: nodes without zones.",
        "Default: those of the Nodes in the manifests; where there are none and a rule depends on"
            + " zones, those that the rule names (config: none)."
      })
  private List<String> zones = new ArrayList<>();

  private final List<String> notes = new ArrayList<>();

  /** The manifests; all of their problems at once if a cluster would refuse one. */
  ManifestSet read(HowFar howFar) {
    return accepted(readAll(howFar));
  }

  /** The same, with no zones but those that are written or named. */
  ManifestSet readWithoutPresuming(HowFar howFar) {
    return accepted(asked(howFar));
  }

  private static ManifestSet accepted(ManifestSet manifests) {
    ManifestSet noted = PatchProblems.noted(manifests);
    List<Diagnostic> errors = noted.problems().stream().filter(Diagnostic::isError).toList();
    if (!errors.isEmpty()) {
      throw new BadInput(errors);
    }
    return noted;
  }

  /** The manifests, with whatever is wrong with them. */
  ManifestSet readAll(HowFar howFar) {
    ManifestSet asked = asked(howFar);
    Optional<PresumedZones> presumed = zones.isEmpty() ? PresumedZones.of(asked) : Optional.empty();
    presumed.map(PresumedZones::note).ifPresent(notes::add);
    return presumed.map(each -> each.zones().in(asked)).orElse(asked);
  }

  /** The manifests with the replicas and zones that the flags name. */
  private ManifestSet asked(HowFar howFar) {
    if (replicas != null && replicas < 1) {
      throw new BadInput("--replicas " + replicas + ": must be 1 or more");
    }
    Optional<Zones> named = zones.isEmpty() ? Optional.empty() : Optional.of(Zones.parse(zones));
    ManifestSet written = Manifests.readAll(sources(howFar), howFar);
    ManifestSet scaled = replicas == null ? written : written.withReplicas(replicas);
    return named.map(each -> each.in(scaled)).orElse(scaled);
  }

  private List<Source> sources(HowFar howFar) {
    Inputs inputs = new Inputs(files, recursive, kustomization);
    return inputs.isEmpty() ? bundled() : inputs.open(System.in, System.getenv(), howFar);
  }

  /** In what the manifests that were read are not those that are written. */
  List<String> notes() {
    List<String> all = new ArrayList<>(notes);
    if (replicas != null) {
      all.add(
          "--replicas %d: every Deployment, StatefulSet and Rollout gets that many pods, whatever the manifests say"
              .formatted(replicas));
    }
    return all;
  }

  private static List<Source> bundled() {
    Path home = Home.directory();
    return List.of(
        new Source.Place(home.resolve("k8s"), false),
        new Source.Place(home.resolve("istio"), false));
  }
}
