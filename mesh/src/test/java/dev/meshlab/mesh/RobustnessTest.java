package dev.meshlab.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.explain.Explanation;
import dev.meshlab.mesh.input.Manifests;
import dev.meshlab.mesh.loopback.EnvoyDeviations;
import dev.meshlab.mesh.loopback.GrpcJavaDeviations;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.manifest.Reads;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Viewer;
import dev.meshlab.mesh.translate.ProxylessView;
import dev.meshlab.mesh.translate.SidecarView;
import dev.meshlab.mesh.translate.xds.CanonicalJson;
import dev.meshlab.mesh.translate.xds.Resources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Broken manifests, derived from sound ones by a seeded generator, go all the way from text to
 * every view and its explanation: nothing throws, hangs, or tells a person about Java.
 */
@Tag("slow")
class RobustnessTest {

  private static final long SEED = 20261101;
  private static final int MUTANTS = 5_000;

  /**
   * One mutant in this number is also rendered: explaining has translated it for every plane
   * already.
   */
  private static final int RENDERED = 10;

  private static final Duration BOUND = Duration.ofMinutes(5);

  private final AtomicReference<String> current = new AtomicReference<>("");

  @Test
  void brokenManifestsNeverThrow() throws IOException {
    Mutations mutations = new Mutations(SEED, sound());
    assertTimeoutPreemptively(
        BOUND,
        () -> {
          for (int i = 0; i < MUTANTS; i++) {
            int number = i;
            String mutant = mutations.next();
            current.set("seed " + SEED + ", mutant " + i + ":\n" + mutant);
            assertThatCode(() -> explain(mutant, number))
                .as(current.get())
                .doesNotThrowAnyException();
          }
        },
        () -> "too slow at " + current.get());
  }

  private static List<String> sound() throws IOException {
    List<String> texts = new ArrayList<>();
    texts.add(Meshes.SERVER);
    for (String folder : List.of("src/test/resources", "../k8s", "../istio")) {
      try (Stream<Path> files = Files.walk(Path.of(folder))) {
        for (Path file : files.filter(p -> p.toString().endsWith(".yaml")).sorted().toList()) {
          texts.add(Files.readString(file));
        }
      }
    }
    return texts;
  }

  private static void explain(String text, int i) {
    ManifestSet manifests = Manifests.parse("mutant.yaml", text);
    Explanation explanation = Explanation.of(manifests, Meshes.CLIENT);
    assertThat(explanation.advice())
        .extracting(Diagnostic::headline)
        .noneMatch(RobustnessTest::isJava);
    if (i % RENDERED == 0) {
      render(manifests);
    }
    assertThat(manifests.problems())
        .extracting(Diagnostic::toString)
        .noneMatch(RobustnessTest::isJava);
  }

  private static void render(ManifestSet manifests) {
    Mesh mesh = Mesh.of(manifests, new Reads(), Viewer.CALLER);
    render(
        EnvoyDeviations.adapt(SidecarView.translateWithPassthrough(mesh, Meshes.CLIENT))
            .resources());
    render(GrpcJavaDeviations.adapt(ProxylessView.translate(mesh, Meshes.CLIENT)).resources());
  }

  private static boolean isJava(String message) {
    return message.contains("Exception") || message.contains("java.");
  }

  private static void render(Resources resources) {
    CanonicalJson.array(resources.clusters());
    CanonicalJson.array(resources.endpoints());
    CanonicalJson.array(resources.listeners());
    CanonicalJson.array(resources.routes());
  }
}
