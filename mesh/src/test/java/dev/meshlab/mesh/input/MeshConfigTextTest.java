package dev.meshlab.mesh.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.manifest.ManifestSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The mesh config in a ConfigMap's text, checked as istiod reads it, with its places in the file.
 */
class MeshConfigTextTest {

  private static final String CONFIG_MAP =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: istio, namespace: istio-system}
      data:
      """;

  @Test
  void problemOfABlockHasItsOwnLineAndColumn() {
    List<Diagnostic> problems =
        problems(
            """
              mesh: |-
                # how long to wait
                connectTimeout: 10

                outboundTrafficPolicy:
                  mode: REGISTRY
            """);

    assertThat(problems)
        .extracting(p -> p.position() + ":" + p.position().column() + " " + p.path())
        .containsExactly(
            "m.yaml:7:21 data.mesh.connectTimeout",
            "m.yaml:10:13 data.mesh.outboundTrafficPolicy.mode");
  }

  @Test
  void problemOfAQuotedTextHasTheLineOfTheText() {
    assertThat(problems("  mesh: \"connectTimeout: 5s\\nh2UpgradePolicy: UPGRAD\"\n"))
        .extracting(Diagnostic::toString)
        .containsExactly(
            "m.yaml:5: data.mesh.h2UpgradePolicy: is not a known value (UPGRAD); did you mean"
                + " UPGRADE?");
  }

  @Test
  void textThatIsNotYamlIsReportedWhereItEnds() {
    assertThat(problems("  mesh: |\n    connectTimeout: 10s\n      x: [\n"))
        .extracting(p -> p.id() + " " + p.line())
        .containsExactly("not-yaml 7");
  }

  @Test
  void fieldThatIstiodDoesNotKnowIsNoError() {
    ManifestSet manifests = manifests("  mesh: |\n    conectTimeout: 10s\n");

    assertThat(manifests.hasErrors()).isFalse();
    assertThat(manifests.problems())
        .extracting(Diagnostic::toString)
        .containsExactly(
            "m.yaml:6: data.mesh.conectTimeout: unknown field \"conectTimeout\" in MeshConfig,"
                + " which istiod leaves out; did you mean connectTimeout?");
  }

  @Test
  void protosOwnNamesNullsAndNumbersInQuotesAreTaken() {
    assertThat(
            problems(
                """
                  mesh: |
                    connect_timeout: 1s
                    trustDomain:
                    tcp_keepalive: {probes: "3"}
                """))
        .isEmpty();
  }

  @Test
  void otherConfigMapsAreNotLookedInto() {
    String other = "  mesh: |\n    connectTimeout: 10\n";

    assertThat(
            Manifests.parse("m.yaml", CONFIG_MAP.replace("name: istio,", "name: own,") + other)
                .problems())
        .isEmpty();
  }

  @Test
  void operatorNeedsNoNameAndIsHeldToTheSameSchema() {
    ManifestSet manifests =
        Manifests.parse(
            "m.yaml",
            """
            apiVersion: install.istio.io/v1alpha1
            kind: IstioOperator
            spec:
              meshConfig: {connect_timeout: 5, newField: 1}
              values: {meshConfig: {trustDomain: not_a_name}}
            """);

    assertThat(manifests.problems())
        .extracting(p -> p.id() + " " + p.path())
        .containsExactly(
            "wrong-type spec.meshConfig.connectTimeout",
            "unknown-mesh-field spec.meshConfig.newField",
            "invalid-mesh-config spec.values.meshConfig.trustDomain");
  }

  private static List<Diagnostic> problems(String data) {
    return manifests(data).problems();
  }

  private static ManifestSet manifests(String data) {
    return Manifests.parse("m.yaml", CONFIG_MAP + data);
  }
}
