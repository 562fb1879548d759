package dev.meshlab.lab.exercise;

import java.nio.file.Path;
import java.util.List;

/**
 * A question about a mesh, with the steps that answer it.
 *
 * @param name by which people ask for it
 * @param title what it is about, in a few words
 * @param corrects the claims of popular guides that it puts right, by their numbers
 * @param manifests applied before the first step: files and directories of the repository
 * @param steps at least one
 * @param file in which it was found
 */
public record Exercise(
    String name,
    String title,
    List<String> corrects,
    List<String> manifests,
    List<Step> steps,
    Path file) {

  public Exercise {
    corrects = List.copyOf(corrects);
    manifests = List.copyOf(manifests);
    steps = List.copyOf(steps);
  }
}
