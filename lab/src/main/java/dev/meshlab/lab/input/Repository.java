package dev.meshlab.lab.input;

import dev.meshlab.lab.failure.Broken;
import dev.meshlab.lab.failure.MissingPrerequisite;
import dev.meshlab.lab.process.BriefProgram;
import dev.meshlab.mesh.input.Source;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A git repository, whose revisions are read by the program {@code git}; neither the work tree nor
 * the index is touched.
 *
 * @param root of its work tree
 */
public record Repository(Path root) {

  private static final String IF_EMPTY = "name files of manifests";

  /**
   * The repository in whose work tree a directory is; empty where it is in none.
   *
   * @throws MissingPrerequisite if there is no git
   */
  public static Optional<Repository> around(Path directory) {
    BriefProgram top = git(directory, "rev-parse", "--show-toplevel");
    return top.hasSucceeded() ? Optional.of(new Repository(Path.of(top.text()))) : Optional.empty();
  }

  /** True if it has such a revision. */
  public boolean has(String revision) {
    return !revision.isEmpty()
        && !revision.startsWith("-")
        && run("rev-parse", "--quiet", "--verify", revision + "^{tree}").hasSucceeded();
  }

  /** A path as it is in the repository; empty for one outside. */
  public Optional<String> inside(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    return absolute.startsWith(root)
        ? Optional.of(root.relativize(absolute).toString())
        : Optional.empty();
  }

  /**
   * The file, or the files of the folder, at a path of a revision.
   *
   * @param path from the root of the repository; empty for that itself
   * @param recursive whether folders below a folder belong to it
   * @return empty where the revision has no such path
   */
  public Optional<List<Source>> files(String revision, String path, boolean recursive) {
    String name = revision + ":" + path;
    return switch (run("cat-file", "-t", name).text()) {
      case "blob" -> Optional.of(List.of(file(name, run("cat-file", "blob", name).output())));
      case "tree", "commit" -> Optional.of(folder(name, recursive));
      default -> Optional.empty();
    };
  }

  private List<Source> folder(String name, boolean recursive) {
    List<Source> files = new ArrayList<>();
    String prefix = name.endsWith(":") ? name : name + "/";
    try (ZipInputStream entries =
        new ZipInputStream(run("archive", "--format=zip", name).output())) {
      for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        String path = entry.getName();
        if (!entry.isDirectory() && isManifest(path) && (recursive || !path.contains("/"))) {
          files.add(file(prefix + path, new ByteArrayInputStream(entries.readAllBytes())));
        }
      }
    } catch (IOException e) {
      throw Broken.of(e);
    }
    return files.isEmpty()
        ? List.of(
            new Source.Unavailable(
                name,
                "contains no *.yaml, *.yml or *.json file",
                "name a folder of manifests" + (recursive ? "" : ", or add -R")))
        : files;
  }

  private static boolean isManifest(String path) {
    return Stream.of(".yaml", ".yml", ".json").anyMatch(path::endsWith);
  }

  private static Source file(String name, InputStream bytes) {
    return name.matches(".*[:/]kustomization\\.ya?ml")
        ? new Source.Unavailable(
            name,
            "is a file of kustomize and not an object",
            "build it with kustomize, and compare what that prints")
        : new Source.Bytes(name, bytes, IF_EMPTY);
  }

  private BriefProgram run(String... arguments) {
    return git(root, arguments);
  }

  private static BriefProgram git(Path directory, String... arguments) {
    try {
      return BriefProgram.run(directory, "git", List.of(arguments));
    } catch (IOException missing) {
      throw new MissingPrerequisite(
          "git cannot be run: " + missing.getMessage() + ".",
          "Install git, or name files and directories in place of revisions.");
    }
  }
}
