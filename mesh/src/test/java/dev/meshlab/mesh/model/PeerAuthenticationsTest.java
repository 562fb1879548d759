package dev.meshlab.mesh.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.Meshes;
import dev.meshlab.mesh.model.security.MutualTls;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeerAuthenticationsTest {

  private static final String MESH = rule("m", "istio-system", "mtls: {mode: %s}");
  private static final String NAMESPACE = rule("ns", "default", "mtls: {mode: %s}");
  private static final String WORKLOAD =
      rule("w", "default", "selector: {matchLabels: {version: v1}}, mtls: {mode: %s}");
  private static final String PORT =
      rule(
          "p",
          "default",
          "selector: {matchLabels: {version: v1}}, portLevelMtls: {50051: {mode: %s}}");

  @Test
  void isPermissiveWhereNobodySaysAnything() {
    assertThat(mode()).isEqualTo(MutualTls.PERMISSIVE);
  }

  @ParameterizedTest
  @CsvSource({
    "STRICT,  UNSET,      UNSET,      STRICT",
    "STRICT,  DISABLE,    UNSET,      DISABLE",
    "STRICT,  UNSET,      PERMISSIVE, PERMISSIVE",
    "DISABLE, PERMISSIVE, STRICT,     STRICT",
    "UNSET,   UNSET,      UNSET,      PERMISSIVE",
  })
  void takesTheMostSpecificThatIsSet(
      String mesh, String namespace, String workload, MutualTls expected) {
    assertThat(
            mode(
                MESH.formatted(mesh), NAMESPACE.formatted(namespace), WORKLOAD.formatted(workload)))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"DISABLE, DISABLE", "UNSET, STRICT"})
  void takesWhatAPortSaysElseWhatItsWorkloadInherits(String port, MutualTls expected) {
    assertThat(mode(NAMESPACE.formatted("STRICT"), PORT.formatted(port))).isEqualTo(expected);
  }

  @Test
  void leavesOtherNamespacesWorkloadsAndPortsAlone() {
    assertThat(
            mode(
                rule("other", "shop", "mtls: {mode: STRICT}"),
                rule(
                    "v2",
                    "default",
                    "selector: {matchLabels: {version: v2}}, mtls: {mode: STRICT}"),
                rule(
                    "selecting",
                    "istio-system",
                    "selector: {matchLabels: {version: v1}}, mtls: {mode: STRICT}"),
                PORT.formatted("STRICT").replace("50051", "50052")))
        .isEqualTo(MutualTls.PERMISSIVE);
  }

  @Test
  void takesTheOldestOfTwo() {
    String newer = NAMESPACE.formatted("STRICT").replace("name: ns", at("a", "2026-01-02"));
    String older = NAMESPACE.formatted("DISABLE").replace("name: ns", at("b", "2026-01-01"));

    assertThat(mode(newer, older)).isEqualTo(MutualTls.DISABLE);
  }

  @Test
  void endsNoTlsInFrontOfAPodWithoutSidecar() {
    String without =
        Meshes.SERVER.replace("version: v1", "version: v1, sidecar.istio.io/inject: \"false\"");

    assertThat(mode(without, new String[] {NAMESPACE.formatted("STRICT")}))
        .isEqualTo(MutualTls.DISABLE);
  }

  private static String at(String name, String day) {
    return "name: " + name + ", creationTimestamp: \"" + day + "T00:00:00Z\"";
  }

  private static MutualTls mode(String... rules) {
    return mode(Meshes.SERVER, rules);
  }

  /** Of a pod of version v1. */
  private static MutualTls mode(String server, String[] rules) {
    Mesh mesh =
        Meshes.of(Stream.concat(Stream.of(server), Arrays.stream(rules)).toArray(String[]::new));
    Service service = mesh.services().get(0);
    return mesh.endpoints(service, service.ports().get(0)).stream()
        .filter(endpoint -> endpoint.labels().containsValue("v1"))
        .findFirst()
        .map(mesh::mutualTls)
        .orElseThrow();
  }

  private static String rule(String name, String namespace, String spec) {
    return "{apiVersion: security.istio.io/v1, kind: PeerAuthentication, metadata: {name: "
        + name
        + ", namespace: "
        + namespace
        + "}, spec: {"
        + spec
        + "}}";
  }
}
