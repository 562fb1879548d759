package dev.meshlab.lab.cli;

import dev.meshlab.lab.failure.BadInput;
import dev.meshlab.lab.failure.ExitCode;
import dev.meshlab.lab.proof.FirstTest;
import dev.meshlab.lab.zone.Zones;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.input.Manifests;
import dev.meshlab.mesh.manifest.ManifestSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The file of a first test, beside the manifests that it is written from. */
final class FirstTestFile {

  private static final String NAME = "meshtest.yaml";

  private FirstTestFile() {}

  /**
   * Writes it, unless there is one.
   *
   * @param places the directory; the current one where there is none
   * @throws BadInput if that cannot be done
   */
  static int write(List<Path> places) throws IOException {
    if (places.size() > 1) {
      throw new BadInput("--init: name one directory of manifests");
    }
    Path directory = places.isEmpty() ? Path.of(".") : places.get(0);
    Path file = directory.resolve(NAME).normalize();
    if (!Files.isDirectory(directory)) {
      throw new BadInput(directory + ": is not a directory; --init writes into one of manifests");
    }
    if (Files.exists(file)) {
      throw new BadInput(file + ": is there already; remove or rename it first");
    }
    ManifestSet manifests = Manifests.read(List.of(directory));
    List<Diagnostic> errors = manifests.problems().stream().filter(Diagnostic::isError).toList();
    if (!errors.isEmpty()) {
      throw new BadInput(errors);
    }
    String name = String.valueOf(directory.toAbsolutePath().normalize().getFileName());
    Files.writeString(file, FirstTest.of(Zones.given(manifests, List.of()), name));
    System.err.print(Notice.of("wrote %s; ./meshlab test %s tries it".formatted(file, directory)));
    return ExitCode.AS_EXPECTED;
  }
}
