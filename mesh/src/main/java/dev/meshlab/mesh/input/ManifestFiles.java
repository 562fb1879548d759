package dev.meshlab.mesh.input;

import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.diagnostic.Position;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * The files that a place stands for, as {@code kubectl -f} takes it (kubernetes/cli-runtime,
 * resource/builder.go and visitor.go): of a folder those with a manifest's extension, in the order
 * of their names, and with {@code -R} those of the folders below.
 */
final class ManifestFiles {

  /** The names under which {@code kustomize} looks for what to build. */
  private static final Set<String> KUSTOMIZATIONS =
      Set.of("kustomization.yaml", "kustomization.yml", "Kustomization");

  private final List<Diagnostic> problems;
  private final List<Path> files = new ArrayList<>();

  private ManifestFiles(List<Diagnostic> problems) {
    this.problems = problems;
  }

  /**
   * The files of a place, without those that stand for nothing to read.
   *
   * @param problems where to put what is wrong
   */
  static List<Path> of(Source.Place place, List<Diagnostic> problems) {
    ManifestFiles found = new ManifestFiles(problems);
    List<Path> matching = Files.exists(place.path()) ? List.of() : matching(place.path());
    (matching.isEmpty() ? List.of(place.path()) : matching)
        .forEach(path -> found.add(path, place.recursive()));
    return found.files;
  }

  private static List<Path> matching(Path pattern) {
    String text = pattern.toString();
    int wild = text.replaceAll("[*?\\[].*", "").length();
    int slash = text.lastIndexOf('/', wild);
    if (wild == text.length()) {
      return List.of();
    }
    Path start = Path.of(text.substring(0, Math.max(0, slash + 1)));
    try (Stream<Path> below = Files.walk(start, pattern.getNameCount())) {
      PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + text);
      return below.filter(matcher::matches).sorted().toList();
    } catch (IOException | PatternSyntaxException none) {
      return List.of();
    }
  }

  private void add(Path path, boolean recursive) {
    if (Files.isDirectory(path)) {
      addFolder(path, recursive);
    } else if (isKustomization(path)) {
      kustomization(path);
    } else {
      files.add(path);
    }
  }

  private void addFolder(Path folder, boolean recursive) {
    int before = files.size() + problems.size();
    walk(folder, recursive);
    if (files.size() + problems.size() == before) {
      error(
          DiagnosticId.NO_OBJECT,
          folder,
          "contains no *.yaml, *.yml or *.json file",
          recursive ? "name a folder of manifests" : "name a folder of manifests, or add -R");
    }
  }

  private void walk(Path folder, boolean recursive) {
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> sorted = entries.sorted().toList();
      List<Path> kustomizations = // kubectl, too, passes by one without an ending
          sorted.stream().filter(p -> isManifest(p) && isKustomization(p)).toList();
      if (!kustomizations.isEmpty()) {
        kustomization(kustomizations.get(0)); // what lies beside it may be parts of objects
        return;
      }
      for (Path entry : sorted) {
        if (Files.isDirectory(entry)) {
          if (recursive && !Files.isSymbolicLink(entry)) {
            walk(entry, true);
          }
        } else if (isManifest(entry)) {
          addFile(entry);
        }
      }
    } catch (IOException unreadable) {
      error(
          DiagnosticId.UNREADABLE_FILE, folder, "cannot be listed: " + unreadable.getMessage(), "");
    }
  }

  private static boolean isManifest(Path path) {
    String name = path.toString();
    return name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
  }

  private static boolean isKustomization(Path path) {
    return KUSTOMIZATIONS.contains(String.valueOf(path.getFileName())) && Files.isRegularFile(path);
  }

  private void addFile(Path file) throws IOException {
    if (Files.isSymbolicLink(file) && !Files.exists(file)) {
      String message = "is a link to " + Files.readSymbolicLink(file) + ", which does not exist";
      String hint = "correct or remove it; the other files are read";
      problems.add(
          Diagnostic.of(
              DiagnosticId.DANGLING_LINK, Position.of(file.toString()), "", message, hint));
    } else if (Files.isRegularFile(file)) {
      files.add(file);
    }
  }

  private void kustomization(Path file) {
    Path parent = file.getParent();
    String folder = parent == null ? "." : parent.toString();
    error(
        DiagnosticId.KUSTOMIZATION,
        file,
        "is a file of kustomize and not an object",
        "build it with -k %s in place of -f".formatted(folder));
  }

  private void error(DiagnosticId id, Path path, String message, String hint) {
    problems.add(Diagnostic.of(id, Position.of(path.toString()), "", message, hint));
  }
}
