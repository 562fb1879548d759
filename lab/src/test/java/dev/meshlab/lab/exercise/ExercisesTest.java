package dev.meshlab.lab.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.diagnostic.Exercises;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The exercises of this repository, as files; {@code ExercisesIT} runs them. */
class ExercisesTest {

  private static final Path ROOT = Path.of("..");

  private static final List<String> HEADINGS =
      List.of("Set-up", "Predict", "What happens", "Why", "What guides say", "On a cluster");

  private static final String BEGIN = "<!-- exercises -->";
  private static final String END = "<!-- end of exercises -->";

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");

  static List<Exercise> all() {
    return Catalogue.read(ROOT.resolve("exercises")).exercises();
  }

  @ParameterizedTest
  @MethodSource("all")
  void areNamedLikeTheirFolder(Exercise exercise) {
    assertThat(exercise.file().getParent().getFileName()).hasToString(exercise.name());
  }

  @ParameterizedTest
  @MethodSource("all")
  void askAQuestionAndAnswerIt(Exercise exercise) throws IOException {
    String text = text(exercise);

    assertThat(text)
        .startsWith("# ")
        .contains("**Question.** ")
        .contains("./meshlab exercise run " + exercise.name());
    assertThat(text.lines().filter(line -> line.startsWith("## ")).map(line -> line.substring(3)))
        .containsExactlyElementsOf(HEADINGS);
  }

  @ParameterizedTest
  @MethodSource("all")
  void nameFilesThatAreThere(Exercise exercise) throws IOException {
    assertThat(exercise.manifests()).allSatisfy(ExercisesTest::isThere);
    assertThat(exercise.steps()).flatMap(Step::manifests).allSatisfy(ExercisesTest::isThere);
    Matcher link = LINK.matcher(text(exercise));
    while (link.find()) {
      assertThat(exercise.file().resolveSibling(link.group(1))).exists();
    }
  }

  private static void isThere(String manifest) {
    assertThat(ROOT.resolve(manifest)).exists();
  }

  /** Advice and scenario files point at these names. */
  @Test
  void haveTheNamesByWhichAdviceKnowsThem() {
    assertThat(all())
        .extracting(Exercise::name)
        .isNotEmpty()
        .allSatisfy(name -> assertThat(Exercises.names()).contains(name));
  }

  /** Each mistake of a guide is put right in one place, where a reader finds it again. */
  @Test
  void putEachMistakeRightOnce() {
    assertThat(all())
        .flatMap(Exercise::corrects)
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(numbered("A", 16), numbered("B", 21)).toList());
  }

  private static Stream<String> numbered(String guide, int places) {
    return IntStream.rangeClosed(1, places).mapToObj(place -> guide + place);
  }

  @Test
  void areInTheIndexOfTheWorkshop() throws IOException {
    String workshop = Files.readString(ROOT.resolve("docs/workshop.md"));

    assertThat(all())
        .allSatisfy(
            exercise ->
                assertThat(workshop)
                    .contains("[%s](../exercises/%s)".formatted(exercise.name(), exercise.name()))
                    .contains(exercise.title()));
  }

  /** The index is written by this test, with {@code -Dmeshlab.reference=write}. */
  @Test
  void areInTheIndexOfTheReadme() throws IOException {
    Path file = ROOT.resolve("README.md");
    String readme = Files.readString(file);
    String index =
        all().stream()
            .map(
                each ->
                    "- [%s](exercises/%s): %s".formatted(each.name(), each.name(), each.title()))
            .collect(Collectors.joining("\n", BEGIN + "\n", "\n" + END));
    String written =
        readme.substring(0, readme.indexOf(BEGIN))
            + index
            + readme.substring(readme.indexOf(END) + END.length());
    if ("write".equals(System.getProperty("meshlab.reference"))) {
      Files.writeString(file, written);
    }

    assertThat(Files.readString(file)).isEqualTo(written);
  }

  private static String text(Exercise exercise) throws IOException {
    return Files.readString(exercise.file().resolveSibling("README.md"));
  }
}
