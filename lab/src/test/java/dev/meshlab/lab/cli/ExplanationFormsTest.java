package dev.meshlab.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.explain.Explanation;
import dev.meshlab.mesh.manifest.Manifests;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Locality;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

/** The two forms of an explanation, which programs and people rely on. */
class ExplanationFormsTest {

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
          new ClientWorkload("default", Map.of(), Locality.UNKNOWN));

  @Test
  void jsonIsWhatItsSchemaVersionSays() {
    assertThat(ExplanationJson.print(EXPLANATION))
        .startsWith("{\n  \"schemaVersion\" : 1,\n  \"problems\" : [ {")
        .contains(
            """
              "problems" : [ {
                "file" : "rule.yaml",
                "line" : 7,
                "path" : "spec.trafficPolicy.loadBalancer.simple",
                "message" : "is not a known value",
            """)
        .contains(
            """
                "file" : "rule.yaml",
                "line" : 7,
                "path" : "spec.trafficPolicy.loadBalancer.simple",
                "plane" : "envoy",
                "verdict" : "rejected",
                "reason" : "is not a known value"
            """)
        .contains(
            """
              "advice" : [ {
                "id" : "unknown-host",
                "file" : "rule.yaml",
                "line" : 5,
                "path" : "spec.host",
            """)
        .endsWith("}\n");
  }

  @Test
  void textGroupsByFile() {
    assertThat(new ExplanationText(EXPLANATION, Ansi.OFF, false).print())
        .startsWith(
            "rule.yaml\n"
                + "  refused  7: spec.trafficPolicy.loadBalancer.simple: is not a known value"
                + " (FASTEST);")
        .contains("  advice  5: spec.host: no Service has this name")
        .contains("see: exercise common-issues")
        .endsWith("\n1 refused, 1 pieces of advice\n");
  }
}
