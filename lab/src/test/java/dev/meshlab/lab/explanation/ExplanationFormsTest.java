package dev.meshlab.lab.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.lab.report.Page;
import dev.meshlab.mesh.explain.Explanation;
import dev.meshlab.mesh.input.Manifests;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Locality;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The two forms of an explanation, which programs and people rely on. */
class ExplanationFormsTest {

  private static final ClientWorkload CLIENT =
      new ClientWorkload("default", Map.of(), Locality.UNKNOWN);

  private static final Explanation EXPLANATION =
      Explanation.of(
          Manifests.parse(
              "rule.yaml",
              """
              apiVersion: networking.istio.io/v1
              kind: DestinationRule
              metadata: {name: d}
              spec:
                host: nowhere
                trafficPolicy:
                  loadBalancer: {simple: FASTEST}
              """),
          CLIENT);

  /** Programs rely on each name and value; a change of this file is a change of the schema. */
  @Test
  void jsonIsWhatItsSchemaVersionSays() throws IOException {
    Path folder = Path.of("src/test/resources/explain");
    String rules = Files.readString(folder.resolve("rules.yaml"));
    Explanation explanation = Explanation.of(Manifests.parse("rules.yaml", rules), CLIENT);

    assertThat(ExplanationJson.print(explanation))
        .isEqualTo(Files.readString(folder.resolve("explanation.json")));
  }

  @Test
  void junitHasACaseForEachProblemAndFailsOnAdviceWhereAsked() {
    String patient = ExplanationJUnit.print(EXPLANATION, false);
    String strict = ExplanationJUnit.print(EXPLANATION, true);

    assertThat(patient)
        .contains("failures=\"1\"")
        .contains("name=\"spec.trafficPolicy.loadBalancer.simple (refused)\"")
        .contains("file=\"rule.yaml\" line=\"7\"");
    assertThat(strict).contains("failures=\"2\"");
  }

  @Test
  void junitHasNoLineForAFileOfWhichThereIsNothingToSay() {
    Explanation sound =
        Explanation.of(
            Manifests.parse(
                "pod.yaml",
                "{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {containers: [{name: c, image: i}]}}"),
            CLIENT);

    assertThat(ExplanationJUnit.print(sound, true))
        .contains("file=\"pod.yaml\"")
        .doesNotContain("line=");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void textIsTheSameWithColoursButForThem(boolean all) {
    Page colours = new Page(80, "…", (tone, text) -> "\u001b[1m" + text + "\u001b[0m");
    String coloured = new ExplanationText(EXPLANATION, colours, all).print();

    assertThat(coloured).contains("\u001b[");
    assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", ""))
        .isEqualTo(new ExplanationText(EXPLANATION, Page.plain(80), all).print());
  }

  @Test
  void textGroupsByFile() {
    assertThat(new ExplanationText(EXPLANATION, Page.plain(120), false).print())
        .startsWith(
            "rule.yaml\n"
                + "  refused  7: spec.trafficPolicy.loadBalancer.simple: is not a known value"
                + " (FASTEST);")
        .contains("  advice   5: spec.host: no Service has this name")
        .endsWith("\n1 refused, 1 advised\n");
  }
}
