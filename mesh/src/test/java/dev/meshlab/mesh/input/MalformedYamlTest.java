package dev.meshlab.mesh.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.manifest.ManifestSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MalformedYamlTest {

  static Stream<Arguments> malformed() {
    return Stream.of(
        Arguments.of("a: b\n\tc: d\n", 2, "cannot be parsed"),
        Arguments.of("a: [1, 2\nb: 3\n", 2, "cannot be parsed"),
        Arguments.of("a: 'open\n", 2, "cannot be parsed"),
        Arguments.of("a: *nowhere\n", 1, "alias *nowhere names no anchor before it"),
        Arguments.of("a: &a [*a]\n", 1, "alias *a names no anchor before it"),
        Arguments.of("kind: x\nkind: y\n", 2, "is given twice, first in line 1"),
        Arguments.of("? [a, b]\n: c\n", 1, "a field name cannot be a list"),
        Arguments.of("just text\n", 1, "must be an object but is a string"),
        Arguments.of("- a\n", 1, "must be an object but is a list"),
        Arguments.of("a: b\nc: \u0001\n", 2, "holds the unprintable character U+0001"),
        Arguments.of("a: " + "[".repeat(200) + "\n", 1, "is nested deeper than 100 levels"));
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void saysWhatIsWrongAndWhere(String text, int line, String message) {
    List<Diagnostic> problems = Manifests.parse("f.yaml", text).problems();

    assertThat(problems)
        .anySatisfy(
            problem -> {
              assertThat(problem.isError()).isTrue();
              assertThat(problem.file()).isEqualTo("f.yaml");
              assertThat(problem.line()).isEqualTo(line);
              assertThat(problem.message()).startsWith(message);
            });
  }

  @Test
  void stopsAtABillionLaughs() {
    StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      String before = "*a" + (i - 1);
      text.append("a%d: &a%d [%s]\n".formatted(i, i, (before + ",").repeat(10)));
    }

    assertThat(Manifests.parse("f.yaml", text.toString()).problems())
        .singleElement()
        .satisfies(p -> assertThat(p.message()).startsWith("holds more than 1000000 values"));
  }

  @Test
  void keepsTheDocumentsBeforeTheBrokenOne() {
    ManifestSet manifests =
        Manifests.parse(
            "f.yaml", "{apiVersion: v1, kind: Namespace, metadata: {name: a}}\n---\na: [\n");

    assertThat(manifests.documents()).hasSize(1);
    assertThat(manifests.hasErrors()).isTrue();
  }
}
