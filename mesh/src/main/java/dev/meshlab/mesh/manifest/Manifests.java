package dev.meshlab.mesh.manifest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads files and folders of manifests as {@code kubectl apply -f} would. */
public final class Manifests {

  private static final long MAX_BYTES = 16 << 20;

  private final List<Problem> problems = new ArrayList<>();
  private final ObjectReader objects = new ObjectReader(problems);

  private Manifests() {}

  /**
   * Reads YAML and JSON files; of a folder its {@code *.yaml}, {@code *.yml} and {@code *.json} in
   * the order of their names, not those in folders below. Whatever the files hold, this does not
   * throw: what is wrong with them is in the result.
   */
  public static ManifestSet read(List<Path> paths) {
    Manifests manifests = new Manifests();
    paths.forEach(manifests::readPath);
    manifests.refuseNothing(paths);
    return manifests.result();
  }

  private void refuseNothing(List<Path> paths) {
    if (!paths.isEmpty() && problems.isEmpty() && objects.documents().isEmpty()) {
      fileProblem(paths.get(0), "no objects passed to apply", "write some: it holds none");
    }
  }

  /** Reads the text of one file, under the name that problems shall give it. */
  public static ManifestSet parse(String file, String text) {
    Manifests manifests = new Manifests();
    manifests.readText(file, text);
    return manifests.result();
  }

  private ManifestSet result() {
    return new ManifestSet(objects.documents(), problems);
  }

  private void readPath(Path path) {
    if (!Files.isDirectory(path)) {
      readFile(path);
      return;
    }
    try (Stream<Path> entries = Files.list(path)) {
      List<Path> files = entries.filter(Manifests::isManifest).sorted().toList();
      if (files.isEmpty()) {
        fileProblem(path, "holds no *.yaml, *.yml or *.json file", "name a folder of manifests");
      }
      files.forEach(this::readFile);
    } catch (IOException unreadable) {
      fileProblem(path, "cannot be listed: " + unreadable.getMessage(), "");
    }
  }

  private static boolean isManifest(Path path) {
    String name = path.toString();
    return (name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json"))
        && Files.isRegularFile(path);
  }

  private void readFile(Path file) {
    String text = text(file);
    if (text != null) {
      readText(file.toString(), text);
    }
  }

  /** JSON allows tabs between values and YAML does not; inside a JSON string neither does. */
  private void readText(String file, String text) {
    String marked = text.startsWith("\uFEFF") ? text.substring(1) : text;
    if (file.endsWith(".json")) {
      for (JsonStream.Value value : JsonStream.split(marked.replace('\t', ' '))) {
        YamlReader.read(file, value.line(), value.text(), problems).forEach(objects::readRoot);
      }
    } else {
      YamlReader.read(file, 0, marked, problems).forEach(objects::readRoot);
    }
  }

  private @Nullable String text(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        fileProblem(file, "is larger than 16 MiB", "name a file of manifests");
        return null;
      }
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (NoSuchFileException missing) {
      fileProblem(file, "no such file or folder", "check the path given to -f");
    } catch (CharacterCodingException binary) {
      fileProblem(file, "is not UTF-8 text", "save it as UTF-8");
    } catch (IOException unreadable) {
      fileProblem(file, "cannot be read: " + unreadable.getMessage(), "");
    }
    return null;
  }

  private void fileProblem(Path path, String message, String hint) {
    problems.add(Problem.error(Position.of(path.toString()), "", message, hint));
  }
}
