package dev.meshlab.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.manifest.Manifests;
import dev.meshlab.mesh.manifest.Problem;
import dev.meshlab.mesh.manifest.Reads;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.translate.CanonicalJson;
import dev.meshlab.mesh.translate.ProxylessView;
import dev.meshlab.mesh.translate.SidecarView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Broken manifests, derived from sound ones by a seeded generator, never make anything throw. */
class RobustnessTest {

  private static final int MUTANTS = 1_500;

  /** What people leave behind, and what programs trip over. */
  private static final List<String> VALUES =
      List.of(
          "",
          "null",
          "~",
          "[]",
          "{}",
          "[[[]]]",
          "{a: {b: c}}",
          "-1",
          "0",
          "99999999999",
          "1e400",
          "true",
          "yes",
          "\"\"",
          "\"  \"",
          "*a",
          "&a x",
          "!!binary x",
          "'",
          "\"",
          "\t",
          "%",
          "...",
          "---",
          "0s",
          "5000h",
          "*.local",
          "default/server",
          "\uD83D\uDE00",
          "<<: *a",
          "? x",
          "|",
          "@");

  private final Random random = new Random(20261101);

  @Test
  void brokenManifestsNeverThrow() throws IOException {
    List<String> sound = sound();
    for (int i = 0; i < MUTANTS; i++) {
      String mutant = mutate(sound.get(random.nextInt(sound.size())));
      assertThatCode(() -> readAndTranslate(mutant)).as(mutant).doesNotThrowAnyException();
    }
  }

  private static List<String> sound() throws IOException {
    List<String> texts = new ArrayList<>();
    texts.add(Meshes.SERVER);
    try (Stream<Path> inputs = Files.walk(Path.of("src/test/resources/golden"))) {
      for (Path input : inputs.filter(p -> p.endsWith("input.yaml")).sorted().toList()) {
        texts.add(Files.readString(input));
      }
    }
    return texts;
  }

  private static void readAndTranslate(String text) {
    ManifestSet manifests = Manifests.parse("mutant.yaml", text);
    assertThat(manifests.problems()).extracting(Problem::toString).doesNotContainNull();
    Mesh mesh = Mesh.of(manifests, new Reads());
    CanonicalJson.array(SidecarView.translateWithPassthrough(mesh, Meshes.CLIENT).routes());
    CanonicalJson.array(ProxylessView.translate(mesh, Meshes.CLIENT).listeners());
  }

  private String mutate(String text) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
      int at = random.nextInt(lines.size());
      String line = lines.get(at);
      String value = VALUES.get(random.nextInt(VALUES.size()));
      int colon = line.indexOf(": ");
      switch (random.nextInt(7)) {
        case 0 -> lines.remove(at);
        case 1 -> lines.add(at, line);
        case 2 -> lines.set(at, line.stripLeading());
        case 3 -> lines.set(at, "  " + line);
        case 4 -> lines.set(at, line.substring(0, random.nextInt(line.length() + 1)));
        case 5 -> lines.set(at, line.substring(0, random.nextInt(line.length() + 1)) + value);
        default -> lines.set(at, colon < 0 ? value : line.substring(0, colon + 2) + value);
      }
      if (lines.isEmpty()) {
        return "";
      }
    }
    return String.join("\n", lines);
  }
}
