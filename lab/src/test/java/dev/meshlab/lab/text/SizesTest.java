package dev.meshlab.lab.text;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.lab.text.Sizes.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sizes of the main code of all modules: what a reader can take in at a time. */
class SizesTest {

  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  /** The page of a package. */
  private static final String PAGE = "package-info.java";

  private static final int MOST_CLASSES = 60;

  /** Above this a package page says why the package is large. */
  private static final int CLASSES_WITHOUT_A_REASON = 25;

  /** A reason, as in "It is a large room, since …" or "The room is large for that reason". */
  private static final String REASON = "(?s).*\\broom\\b.*\\b(since|reason)\\b.*";

  private static final int LINES_OF_A_CLASS = 249;
  private static final int LINES_OF_A_METHOD = 40;

  private static Map<Path, List<Path>> packages;
  private static Sizes sizes;

  @BeforeAll
  static void readTheSources() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(ROOT)) {
      files = all.filter(SizesTest::isMainCode).sorted().toList();
    }
    packages = files.stream().collect(groupingBy(Path::getParent));
    sizes = Sizes.of(files);
  }

  @Test
  void areOfAllModules() {
    assertThat(packages.keySet())
        .extracting(folder -> ROOT.relativize(folder).getName(0).toString())
        .contains("program", "server", "client", "mesh", "lab");
    assertThat(sizes.methods()).extracting(Size::name).contains("Main.main", "Mesh.of");
  }

  @Test
  void noPackageHasMoreThanSixtyClasses() {
    assertThat(packages).allSatisfy((folder, files) -> assertAtMost(MOST_CLASSES, folder));
  }

  @Test
  void everyPackageOfMoreThanTwentyFiveClassesHasAReasonOnItsPage() {
    assertThat(packages.keySet())
        .filteredOn(folder -> classesIn(folder) > CLASSES_WITHOUT_A_REASON)
        .isNotEmpty()
        .allSatisfy(folder -> assertThat(Files.readString(folder.resolve(PAGE))).matches(REASON));
  }

  @Test
  void noClassHasTwoHundredAndFiftyLines() {
    assertThat(sizes.files()).filteredOn(size -> size.lines() > LINES_OF_A_CLASS).isEmpty();
  }

  @Test
  void noMethodHasMoreThanFortyLines() {
    assertThat(sizes.methods()).filteredOn(size -> size.lines() > LINES_OF_A_METHOD).isEmpty();
  }

  @Test
  void areCountedWithAnnotationsAndWithoutTheCommentInFront(@TempDir Path folder)
      throws IOException {
    String code =
        """
        class Outer {
          Outer() {}

          /**
           * A comment.
           */
          @Override
          public String toString() {
            return new Object() {
              int inner() {
                return 1; // }
              }
            }.toString();
          }
        }
        """;

    Sizes found = Sizes.of(List.of(Files.writeString(folder.resolve("Outer.java"), code)));

    assertThat(found.files()).containsExactly(new Size("Outer.java", 15));
    assertThat(found.methods())
        .containsExactly(
            new Size("Outer.<init>", 1), new Size("Outer.toString", 8), new Size(".inner", 3));
  }

  private static void assertAtMost(int most, Path folder) {
    assertThat(classesIn(folder)).as(folder.toString()).isLessThanOrEqualTo(most);
  }

  private static long classesIn(Path folder) {
    return packages.get(folder).stream().filter(file -> !file.endsWith(PAGE)).count();
  }

  private static boolean isMainCode(Path file) {
    String name = ROOT.relativize(file).toString().replace('\\', '/');
    return name.matches("[^/.]+/src/main/java/.+\\.java");
  }
}
