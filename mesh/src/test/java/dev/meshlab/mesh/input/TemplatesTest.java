package dev.meshlab.mesh.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Templates of charts, which are not YAML with a slip. */
class TemplatesTest {

  private static final String HINT = "render it first: helm template CHART | … -f -";

  static Stream<Arguments> templates() {
    return Stream.of(
        Arguments.of(
            "kind: Service\nmetadata:\n  name: {{ .Release.Name }}\n", 3, "{{ .Release.Name }}"),
        Arguments.of(
            "{{- if .Values.service }}\nkind: Service\n{{- end }}\n",
            1,
            "{{- if .Values.service }}"),
        Arguments.of(
            "metadata:\n  labels:\n    {{- include \"app.labels\" . | nindent 4 }}\nspec: {}\n",
            3,
            "{{- include \"app.labels\" . | nindent 4 }}"),
        Arguments.of("{{/* a comment\n*/}}\nkind: Service\n", 1, "{{/* a comment"));
  }

  @ParameterizedTest
  @MethodSource("templates")
  void unrenderedTemplateIsNamedAsOne(String text, int line, String action) {
    assertThat(Manifests.parse("chart.yaml", text).problems())
        .hasToString(
            "[chart.yaml:%d: is a template that has not been rendered (%s); %s]"
                .formatted(line, action, HINT));
  }

  @Test
  void templateInQuotesIsWhyItsValueIsRefused() {
    String text = "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: \"{{ .Release.Name }}\"\n";

    assertThat(Manifests.parse("chart.yaml", text).problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.fix()).isEqualTo(HINT));
  }

  @Test
  void slipFarFromATemplateInQuotesIsASlip() {
    String text = "summary: \"{{ $labels.pod }}\"\nexpr: up\nlabels: [a, b\nkind: x\n";

    assertThat(Manifests.parse("rules.yaml", text).problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).startsWith("cannot be parsed"));
  }
}
