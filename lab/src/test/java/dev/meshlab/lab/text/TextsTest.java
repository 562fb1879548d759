package dev.meshlab.lab.text;

import static dev.meshlab.lab.text.Habit.FOR_WANT_OF;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The texts of the repository, which are for readers whose third language is English. */
class TextsTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  /** Texts that a person wrote: sources, documents, manifests and scripts. */
  private static final Pattern WRITTEN =
      Pattern.compile(".*\\.(java|md|ya?ml|proto|sh|xml|schema)|meshlab|Dockerfile\\..*|[^.]+");

  /** Other people's manifests, and what a test compares output with. */
  private static final Set<String> DATA = Set.of("samples", "target", "src/test/resources");

  /** The page of a program, and the list of the habits themselves. */
  private static final Set<String> NOT_READ =
      Set.of("docs/istio-coverage.md", "lab/src/test/java/dev/meshlab/lab/text/Habit.java");

  private static final List<Prose> TEXTS = new ArrayList<>();

  @BeforeAll
  static void readTheTexts() throws IOException {
    Files.walkFileTree(ROOT, new Reader());
  }

  @ParameterizedTest
  @EnumSource
  void isFoundInABadSentenceAndNotInAGoodOne(Habit habit) {
    assertThat(habit.in(habit.bad())).isNotEmpty();
    assertThat(habit.in(habit.good())).isEmpty();
  }

  @Test
  void areReadAcrossLinesOfACommentAndPartsOfAString() {
    List<String> lines =
        List.of(
            "/**", " * That is", " * no port.", " */", "say(\"for \"", "    + \"want of it\");");

    assertThat(Prose.of("A.java", lines).findings())
        .satisfiesExactly(
            comment ->
                assertThat(comment).isEqualTo("A.java:2: \"is no\": " + Habit.IS_NO.better()),
            string -> assertThat(string).startsWith("A.java:5: ").endsWith(FOR_WANT_OF.better()));
  }

  @Test
  void areOfAllKinds() {
    assertThat(TEXTS)
        .extracting(Prose::file)
        .contains("README.md", "CHANGELOG.md", "docs/architecture.md", "k8s/10-server.yaml")
        .contains("meshlab", "scripts/benchmark", "pom.xml", "Dockerfile.server")
        .contains("proto/src/main/protobuf/meshlab/v1/echo.proto")
        .contains("mesh/src/main/java/dev/meshlab/mesh/model/Mesh.java")
        .contains("lab/src/main/resources/dev/meshlab/lab/process/guard.sh")
        .contains("lab/src/test/java/dev/meshlab/lab/text/TextsTest.java")
        .noneMatch(file -> file.contains("golden") || file.contains("/target/"));
  }

  @Test
  void haveNoneOfTheHabits() {
    assertThat(TEXTS).flatMap(Prose::findings).isEmpty();
  }

  private static final class Reader extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      Path name = ROOT.relativize(folder);
      boolean hidden = name.getFileName().toString().matches("\\.(?!ci).+");
      return hidden || DATA.stream().anyMatch(name::endsWith)
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      String name = ROOT.relativize(file).toString().replace('\\', '/');
      if (WRITTEN.matcher(file.getFileName().toString()).matches() && !NOT_READ.contains(name)) {
        TEXTS.add(Prose.of(name, Files.readAllLines(file)));
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
