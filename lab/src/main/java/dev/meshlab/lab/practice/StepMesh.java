package dev.meshlab.lab.practice;

import dev.meshlab.lab.exercise.Exercise;
import dev.meshlab.lab.exercise.Step;
import dev.meshlab.lab.zone.Zones;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.input.Manifests;
import dev.meshlab.mesh.input.Source;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.progress.HowFar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The manifests that are in force in a step.
 *
 * @param root the directory from which exercises name manifests
 */
record StepMesh(Path root) {

  /**
   * @throws dev.meshlab.lab.failure.BadInput if a cluster would refuse any of it
   */
  ManifestSet of(Exercise exercise, Step step) {
    ManifestSet all = read(exercise.manifests());
    if (!step.manifests().isEmpty()) {
      all = all.applied(read(step.manifests()));
    }
    return Zones.inForce(all, step.replicas(), step.zones());
  }

  /** As a person would write it, so that messages are short. */
  private static Path fromHere(Path file) {
    Path here = Path.of("").toAbsolutePath();
    return file.startsWith(here) ? here.relativize(file) : file;
  }

  /** The manifests of files and directories, by their names. */
  ManifestSet read(List<String> names) {
    List<Source.Place> places =
        names.stream().map(name -> new Source.Place(fromHere(root.resolve(name)), false)).toList();
    return Manifests.readAll(places, HowFar.UNSEEN);
  }

  /** The reasons for which the lab refuses manifests, as a cluster would. */
  List<String> refusals(List<String> names) {
    return read(names).problems().stream()
        .filter(Diagnostic::isError)
        .map(Diagnostic::headline)
        .toList();
  }

  /**
   * The texts of files, by their names.
   *
   * @throws UncheckedIOException if one cannot be read
   */
  List<String> texts(List<String> names) {
    List<String> texts = new ArrayList<>();
    for (String name : names) {
      try {
        texts.add(Files.readString(root.resolve(name)));
      } catch (IOException unreadable) {
        throw new UncheckedIOException(name + " cannot be read", unreadable);
      }
    }
    return texts;
  }
}
