package dev.meshlab.mesh.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.Meshes;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.manifest.Manifests;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of fields, told from what the translations read. */
class ExplanationTest {

  @Test
  void fieldIsWhatItsTranslationMadeOfIt() {
    List<String> told =
        explain(
            Meshes.SERVER,
            Meshes.destinationRule(
                "d",
                "host: server, trafficPolicy: {loadBalancer: {simple: RANDOM},"
                    + " outlierDetection: {maxEjectionPercent: 100}}"));

    assertThat(told)
        .contains(
            "spec.host envoy honoured ",
            "spec.trafficPolicy.loadBalancer.simple envoy honoured ",
            "spec.trafficPolicy.loadBalancer.simple plain ignored kube-proxy knows no rules: one"
                + " backend for each connection",
            "spec.trafficPolicy.outlierDetection.maxEjectionPercent envoy honoured ",
            "spec.trafficPolicy.outlierDetection.maxEjectionPercent proxyless ignored istiod's"
                + " proxyless generator does not emit it, though grpc-java could (gRFC A50)");
  }

  @Test
  void overruledPolicyIsIgnoredForThatReason() {
    List<String> told =
        explain(
            Meshes.SERVER,
            Meshes.destinationRule("a", "host: server, trafficPolicy: {tls: {mode: DISABLE}}"),
            Meshes.destinationRule(
                "b", "host: server, trafficPolicy: {loadBalancer: {simple: RANDOM}}"));

    assertThat(told)
        .filteredOn(line -> line.startsWith("spec.trafficPolicy.loadBalancer.simple envoy ignored"))
        .singleElement()
        .asString()
        .contains("the policy of DestinationRule b is ignored");
  }

  @Test
  void objectThatIsRefusedIsRejectedOnEveryPlane() {
    List<String> told =
        explain(
            Meshes.SERVER,
            Meshes.destinationRule(
                "d", "host: server, trafficPolicy: {loadBalancer: {simple: FASTEST}}"));

    assertThat(told)
        .contains(
            "spec.trafficPolicy.loadBalancer.simple envoy rejected is not a known value",
            "spec.trafficPolicy.loadBalancer.simple plain rejected is not a known value",
            "spec.host envoy rejected its object is refused: is not a known value");
  }

  @Test
  void virtualIpKnowsPortsAndPodsOnly() {
    List<String> told = explain(Meshes.SERVER);

    assertThat(told)
        .contains(
            "spec.ports[0].port plain honoured ",
            "spec.ports[0].name plain ignored who answers a call does not depend on it",
            "spec.ports[0].name envoy honoured ",
            "spec.replicas plain honoured ");
  }

  private static List<String> explain(String... documents) {
    ManifestSet manifests = Manifests.parse("m.yaml", String.join("\n---\n", documents));
    return Explanation.of(manifests, Meshes.CLIENT).fields().stream()
        .map(f -> f.path() + " " + f.plane() + " " + f.verdict() + " " + f.reason())
        .toList();
  }
}
