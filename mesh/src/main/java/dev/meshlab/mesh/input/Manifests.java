package dev.meshlab.mesh.input;

import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.diagnostic.Position;
import dev.meshlab.mesh.manifest.IgnoreComment;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.progress.HowFar;
import dev.meshlab.mesh.yaml.ManifestText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads files and folders of manifests as {@code kubectl apply -f} would. */
public final class Manifests {

  /** More than any file of manifests has. */
  public static final int MAX_BYTES = 16 << 20;

  private static final String NAME_FILES = "name files of manifests";

  /** The text of one file, or of what comes from elsewhere. */
  private record Input(String name, String text, String ifEmpty) {}

  private final List<Diagnostic> problems = new ArrayList<>();
  private final ObjectReader objects = new ObjectReader(problems);
  private final List<Input> inputs = new ArrayList<>();

  private Manifests() {}

  /** Reads files and folders; folders below them are left out. */
  public static ManifestSet read(List<Path> paths) {
    return readAll(
        paths.stream().map(path -> new Source.Place(path, false)).toList(), HowFar.UNSEEN);
  }

  /**
   * Reads YAML and JSON. Whatever the sources hold, this does not throw: what is wrong with them is
   * in the result.
   */
  public static ManifestSet readAll(List<? extends Source> sources, HowFar howFar) {
    Manifests manifests = new Manifests();
    sources.forEach(manifests::open);
    manifests.readInputs(howFar);
    manifests.refuseNothing();
    return manifests.result();
  }

  /** Reads the text of one file, under the name that problems shall give it. */
  public static ManifestSet parse(String file, String text) {
    Manifests manifests = new Manifests();
    manifests.inputs.add(new Input(file, text, NAME_FILES));
    manifests.readInputs(HowFar.UNSEEN);
    return manifests.result();
  }

  private void open(Source source) {
    if (source instanceof Source.Place place) {
      ManifestFiles.of(place, problems).forEach(this::openFile);
    } else if (source instanceof Source.Bytes elsewhere) {
      openBytes(elsewhere.name(), elsewhere.bytes(), elsewhere.ifEmpty());
    } else if (source instanceof Source.Unavailable unavailable) {
      problem(
          DiagnosticId.UNREADABLE_FILE,
          unavailable.name(),
          unavailable.message(),
          unavailable.hint());
    }
  }

  private void openFile(Path file) {
    try {
      openBytes(file.toString(), Files.newInputStream(file), NAME_FILES);
    } catch (NoSuchFileException missing) {
      problem(
          DiagnosticId.UNREADABLE_FILE,
          file.toString(),
          "no such file or folder",
          "check the path given to -f");
    } catch (IOException unreadable) {
      problem(
          DiagnosticId.UNREADABLE_FILE,
          file.toString(),
          "cannot be read: " + unreadable.getMessage(),
          "");
    }
  }

  private void openBytes(String name, InputStream bytes, String ifEmpty) {
    String text = text(name, bytes);
    if (text != null) {
      inputs.add(new Input(name, text, ifEmpty));
    }
  }

  private @Nullable String text(String name, InputStream bytes) {
    try (bytes) {
      byte[] all = bytes.readNBytes(MAX_BYTES + 1);
      if (all.length <= MAX_BYTES) {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(all)).toString();
      }
      problem(
          DiagnosticId.UNREADABLE_FILE, name, "is larger than 16 MiB", "name a file of manifests");
    } catch (CharacterCodingException binary) {
      problem(DiagnosticId.UNREADABLE_FILE, name, "is not UTF-8 text", "save it as UTF-8");
    } catch (IOException unreadable) {
      problem(DiagnosticId.UNREADABLE_FILE, name, "cannot be read: " + unreadable.getMessage(), "");
    }
    return null;
  }

  private void readInputs(HowFar howFar) {
    long all = inputs.stream().mapToLong(input -> input.text.length()).sum();
    long done = 0;
    for (Input input : inputs) {
      long before = done;
      ManifestText.read(
          input.name,
          input.text,
          problems,
          root -> {
            objects.readRoot(root.node());
            howFar.now("reading manifests", before + root.end(), all);
          });
      done += input.text.length();
    }
  }

  private void refuseNothing() {
    if (problems.isEmpty() && objects.documents().isEmpty()) {
      inputs.forEach(
          input ->
              problem(DiagnosticId.NO_OBJECT, input.name, "contains no object", input.ifEmpty));
    }
  }

  private ManifestSet result() {
    return new ManifestSet(
        objects.documents(),
        PortHints.in(problems, objects.documents()),
        inputs.stream()
            .flatMap(input -> IgnoreComment.of(input.name, input.text).stream())
            .toList());
  }

  private void problem(DiagnosticId id, String name, String message, String hint) {
    problems.add(Diagnostic.of(id, Position.of(name), "", message, hint));
  }
}
