package dev.meshlab.mesh.manifest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads files and folders of manifests as {@code kubectl apply -f} would. */
public final class Manifests {

  private static final long MAX_BYTES = 16 << 20;

  private final Kinds kinds = new Kinds();
  private final Map<String, Document> documents = new LinkedHashMap<>();
  private final List<Problem> problems = new ArrayList<>();

  private Manifests() {}

  /**
   * Reads YAML and JSON files; of a folder its {@code *.yaml}, {@code *.yml} and {@code *.json} in
   * the order of their names, not those in folders below. Whatever the files hold, this does not
   * throw: what is wrong with them is in the result.
   */
  public static ManifestSet read(List<Path> paths) {
    Manifests manifests = new Manifests();
    paths.forEach(manifests::readPath);
    return manifests.result();
  }

  /** Reads the text of one file, under the name that problems shall give it. */
  public static ManifestSet parse(String file, String text) {
    Manifests manifests = new Manifests();
    manifests.readText(file, text);
    return manifests.result();
  }

  private ManifestSet result() {
    return new ManifestSet(List.copyOf(documents.values()), problems);
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
    String yaml = file.endsWith(".json") ? marked.replace('\t', ' ') : marked;
    YamlReader.read(file, yaml, problems).forEach(this::readRoot);
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

  private void readRoot(Node root) {
    if (Scalar.isNull(root)) {
      return; // an empty document, such as after a closing ---
    }
    if (!(root instanceof Mapping mapping)) {
      problems.add(
          Problem.error(
              root.position(),
              "",
              "must be an object but is " + root.described(),
              "start it with apiVersion: and kind:"));
    } else if (isList(mapping) && mapping.get("items") instanceof Sequence items) {
      items.items().forEach(this::readRoot);
    } else {
      readObject(mapping);
    }
  }

  /** What {@code kubectl get -o yaml} prints: {@code List}, or {@code ServiceList} of an API. */
  private static boolean isList(Mapping root) {
    String kind = root.text("kind");
    return kind != null && kind.endsWith("List");
  }

  private void readObject(Mapping root) {
    String apiVersion = root.text("apiVersion");
    String kind = root.text("kind");
    if (apiVersion == null || kind == null) {
      String field = apiVersion == null ? "apiVersion" : "kind";
      problems.add(Problem.error(root.position(), field, "is missing", "say what object this is"));
      return;
    }
    Optional<Type> type = kinds.find(apiVersion, kind);
    if (type.isEmpty()) {
      Position position = Objects.requireNonNull(root.entries().get("apiVersion")).key();
      String message = "no kind \"" + kind + "\" in version \"" + apiVersion + "\"";
      String hint = kinds.hint(apiVersion, kind);
      problems.add(Problem.error(position, "apiVersion", message, hint));
      return;
    }
    List<Problem> found = new ArrayList<>();
    new SchemaCheck(found, kinds.refusesNull(apiVersion, kind)).check(root, type.get(), "");
    Document document = document(apiVersion, kind, root);
    found.addAll(new IstioRules(document).problems(found));
    problems.addAll(found);
    add(document);
  }

  private Document document(String apiVersion, String kind, Mapping root) {
    Mapping metadata =
        root.get("metadata") instanceof Mapping given
            ? given
            : new Mapping(root.position(), Map.of());
    String name = metadata.text("name");
    if (name == null && metadata.get("generateName") == null) {
      problems.add(
          Problem.error(metadata.position(), "metadata.name", "is missing", "give it a name"));
    }
    String namespace = metadata.text("namespace");
    return new Document(
        apiVersion,
        kind,
        name == null ? "" : name,
        Kinds.isClusterScoped(kind) ? "" : namespace == null ? "default" : namespace,
        root);
  }

  /** The later of two objects with one name replaces the first, as it does in a cluster. */
  private void add(Document document) {
    String key = document.group() + " " + document.described();
    Document first =
        documents.put(document.name().isEmpty() ? key + documents.size() : key, document);
    if (first != null) {
      String message = document.described() + " replaces the one at " + first.position();
      problems.add(
          Problem.warning(document.position(), "metadata.name", message, "keep one of them"));
    }
  }
}
