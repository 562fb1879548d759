package dev.meshlab.mesh.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.diagnostic.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that -f and -R stand for, which are those that kubectl takes. */
class ManifestFilesTest {

  @TempDir private Path folder;

  @Test
  void ofAFolderThoseWithAManifestsExtension() throws IOException {
    write("b.yml", "a.yaml", "c.json", "notes.txt", "d.yaml.bak", "below/e.yaml");

    assertThat(names(folder, false)).containsExactly("a.yaml", "b.yml", "c.json");
  }

  @Test
  void alsoOfFoldersBelowInTheOrderOfNames() throws IOException {
    write("b.yaml", "a/z.yaml", "a/deep/y.json", "c/x.yaml");

    assertThat(names(folder, true))
        .containsExactly("a/deep/y.json", "a/z.yaml", "b.yaml", "c/x.yaml");
  }

  @Test
  void doesNotFollowLinksToFoldersRoundInCircles() throws IOException {
    write("a.yaml");
    Files.createSymbolicLink(folder.resolve("round"), folder);

    assertThat(names(folder, true)).containsExactly("a.yaml");
  }

  @Test
  void thoseThatAPatternMatches() throws IOException {
    write("a.yaml", "b.yaml", "c.txt", "below/d.yaml");

    assertThat(names(folder.resolve("*.yaml"), false)).containsExactly("a.yaml", "b.yaml");
    assertThat(names(folder.resolve("*/d.yaml"), false)).containsExactly("below/d.yaml");
  }

  @Test
  void theFileItselfThatIsNamedLikeAPattern() throws IOException {
    write("[a].yaml", "a.yaml");

    assertThat(names(folder.resolve("[a].yaml"), false)).containsExactly("[a].yaml");
  }

  @Test
  void linkToNothingIsAWarningWhereOthersAreRead() throws IOException {
    write("a.yaml");
    Path link = Files.createSymbolicLink(folder.resolve("gone.yaml"), Path.of("../gone.yaml"));

    assertThat(names(folder, false)).containsExactly("a.yaml");
    assertThat(problems(folder, false))
        .singleElement()
        .satisfies(problem -> assertThat(problem.isError()).isFalse())
        .hasToString(
            link
                + ": is a link to ../gone.yaml, which does not exist; correct or remove it; the"
                + " other files are read");
  }

  /** So a folder can be for both flags. */
  @Test
  void kustomizationWithoutAnEndingIsPassedByInAFolder() throws IOException {
    write("Kustomization", "a.yaml");

    assertThat(problems(folder, false)).isEmpty();
    assertThat(problems(folder.resolve("Kustomization"), false)).hasSize(1);
  }

  @Test
  void kustomizationIsForTheFlagThatBuildsIt() throws IOException {
    write("kustomization.yaml", "patch.yaml", "base/kustomization.yml", "other/a.yaml");

    String base = folder.resolve("base").toString();
    assertThat(problems(folder, false)).hasToString("[" + refused("", "kustomization.yaml") + "]");
    assertThat(problems(Path.of(base), true))
        .hasToString("[" + refused("/base", "kustomization.yml") + "]");
    assertThat(problems(folder.resolve("kustomization.yaml"), false)).hasSize(1);
    assertThat(names(folder, true)).isEmpty();
  }

  @Test
  void folderWithoutManifestsIsRefused() throws IOException {
    write("below/a.yaml");

    assertThat(problems(folder, false))
        .hasToString(
            "[%s: contains no *.yaml, *.yml or *.json file; name a folder of manifests, or add -R]"
                .formatted(folder));
    assertThat(problems(folder, true)).isEmpty();
  }

  private String refused(String below, String file) {
    return "%s%s/%s: is a file of kustomize and not an object; build it with -k %s%s in place of -f"
        .formatted(folder, below, file, folder, below);
  }

  private void write(String... files) throws IOException {
    for (String file : files) {
      Path path = folder.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, "");
    }
  }

  private List<String> names(Path path, boolean recursive) {
    return ManifestFiles.of(new Source.Place(path, recursive), new ArrayList<>()).stream()
        .map(file -> folder.relativize(file).toString())
        .toList();
  }

  private static List<Diagnostic> problems(Path path, boolean recursive) {
    List<Diagnostic> problems = new ArrayList<>();
    ManifestFiles.of(new Source.Place(path, recursive), problems);
    return problems;
  }
}
