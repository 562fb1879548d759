package dev.meshlab.lab.intent;

import dev.meshlab.lab.failure.BadInput;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.input.Manifests;
import dev.meshlab.mesh.input.Source;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.progress.HowFar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The tests in files and directories. */
public final class MeshTests {

  private static final String GROUP = "meshlab.dev";
  private static final String KIND = "MeshTest";

  private MeshTests() {}

  /**
   * The tests, in the order of their files.
   *
   * @param places files, and directories, which are searched with those below them
   * @throws BadInput if there is none, or any is wrong; it names all that is
   */
  public static List<MeshTest> in(List<Path> places) {
    List<Path> files = TestFiles.in(places);
    if (files.isEmpty()) {
      throw none(places);
    }
    ManifestSet read =
        Manifests.readAll(
            files.stream().map(file -> new Source.Place(file, false)).toList(), HowFar.UNSEEN);
    List<Diagnostic> problems = new ArrayList<>(read.problems());
    TestReader reader = new TestReader(problems);
    List<MeshTest> tests = read.of(GROUP, KIND).stream().map(reader::read).toList();
    List<Diagnostic> errors =
        new ManifestSet(List.of(), problems)
            .problems().stream().filter(Diagnostic::isError).toList();
    if (!errors.isEmpty()) {
      throw new BadInput(errors);
    }
    if (tests.isEmpty()) {
      throw none(places);
    }
    return tests;
  }

  private static BadInput none(List<Path> places) {
    return new BadInput(
        "%s: no file has an object of kind %s of %s/v1; ./meshlab test --init DIRECTORY writes a first one"
            .formatted(words(places), KIND, GROUP));
  }

  private static String words(List<Path> places) {
    return String.join(", ", places.stream().map(Path::toString).toList());
  }
}
