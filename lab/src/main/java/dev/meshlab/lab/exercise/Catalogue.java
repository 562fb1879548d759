package dev.meshlab.lab.exercise;

import dev.meshlab.lab.failure.BadInput;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.input.Manifests;
import dev.meshlab.mesh.input.Source;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.manifest.Nearest;
import dev.meshlab.mesh.progress.HowFar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The exercises of a directory, in the order of its folders' names in the workshop.
 *
 * @param exercises in their order
 */
public record Catalogue(List<Exercise> exercises) {

  private static final String FILE = "exercise.yaml";

  public Catalogue {
    exercises = List.copyOf(exercises);
  }

  /**
   * Reads the file {@code exercise.yaml} of each folder.
   *
   * @throws BadInput if any is wrong; it names all that is
   */
  public static Catalogue read(Path directory) {
    List<Source.Place> files = files(directory).map(file -> new Source.Place(file, false)).toList();
    ManifestSet read = Manifests.readAll(files, HowFar.UNSEEN);
    List<Diagnostic> problems = new ArrayList<>(read.problems());
    ExerciseReader reader = new ExerciseReader(problems);
    List<Exercise> exercises =
        read.of("meshlab.dev", "Exercise").stream().map(reader::read).toList();
    List<Diagnostic> errors =
        new ManifestSet(List.of(), problems)
            .problems().stream().filter(Diagnostic::isError).toList();
    if (!errors.isEmpty()) {
      throw new BadInput(errors);
    }
    return new Catalogue(exercises);
  }

  private static Stream<Path> files(Path directory) {
    try (Stream<Path> folders = Files.list(directory)) {
      return folders
          .map(folder -> folder.resolve(FILE))
          .filter(Files::isRegularFile)
          .sorted()
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The exercises of these names, in the order of the names.
   *
   * @throws BadInput if there is none of a name
   */
  public List<Exercise> named(List<String> names) {
    return names.stream().map(this::named).toList();
  }

  private Exercise named(String name) {
    List<String> all = exercises.stream().map(Exercise::name).toList();
    return exercises.stream()
        .filter(exercise -> exercise.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInput(
                    "there is no exercise '%s'; %s"
                        .formatted(
                            name,
                            Nearest.hint(name, all, "./meshlab exercise list has their names"))));
  }
}
