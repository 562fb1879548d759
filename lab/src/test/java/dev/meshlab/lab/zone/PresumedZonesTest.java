package dev.meshlab.lab.zone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meshlab.lab.failure.BadInput;
import dev.meshlab.mesh.input.Manifests;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.Locality;
import dev.meshlab.mesh.model.Mesh;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The cluster's zones, where the manifests have none. */
class PresumedZonesTest {

  private static final String DEFAULT = "region1/zone1,region1/zone2,region2/zone1";
  private static final String SPREAD =
      "topologySpreadConstraints: [{maxSkew: 1, topologyKey: topology.kubernetes.io/zone,"
          + " whenUnsatisfiable: ScheduleAnyway}]";

  static Stream<Arguments> rules() {
    return Stream.of(
        Arguments.of("a rule that does not depend on zones", balanced("simple: RANDOM"), "", ""),
        Arguments.of(
            "distribute names its zones",
            locality("distribute: [{from: 'r1/z1/*', to: {'r1/z1/*': 70, 'r1/z2/*': 30}}]"),
            "",
            "r1/z1,r1/z2"),
        Arguments.of(
            "regions get a zone each",
            locality("failover: [{from: us, to: eu}]"),
            "",
            "us/us-a,eu/eu-a"),
        Arguments.of(
            "a single region has two zones",
            locality("distribute: [{from: '*', to: {'r1/*': 100}}]"),
            "",
            "r1/r1-a,r1/r1-a-2"),
        Arguments.of("priorities of labels", locality("failoverPriority: [a]"), "", DEFAULT),
        Arguments.of("switched off", locality("enabled: false, failoverPriority: [a]"), "", ""),
        Arguments.of("ejection alone", ejecting(), "", ""),
        Arguments.of("ejection, and pods that want zones", ejecting(), SPREAD, DEFAULT),
        Arguments.of(
            "a workload names zones too",
            locality("distribute: [{from: 'r1/z1/*', to: {'r1/z1/*': 100}}]"),
            "nodeSelector: {topology.kubernetes.io/zone: z9}",
            "r1/z1,r1/z9"));
  }

  private static String locality(String setting) {
    return balanced("localityLbSetting: {" + setting + "}");
  }

  private static String balanced(String balancer) {
    return rule("loadBalancer: {" + balancer + "}");
  }

  private static String ejecting() {
    return rule("outlierDetection: {consecutive5xxErrors: 5}");
  }

  private static String rule(String policy) {
    return "{apiVersion: networking.istio.io/v1, kind: DestinationRule, metadata: {name: d}, spec:"
        + " {host: server, trafficPolicy: {"
        + policy
        + "}}}";
  }

  private static ManifestSet manifests(String rule, String podSpec) {
    String workload =
        "{apiVersion: apps/v1, kind: Deployment, metadata: {name: d}, spec: {replicas: 3, selector:"
            + " {matchLabels: {app: a}}, template: {metadata: {labels: {app: a}}, spec:"
            + " {containers: [{name: main, image: x}]"
            + (podSpec.isEmpty() ? "" : ", " + podSpec)
            + "}}}}";
    return Manifests.parse("m.yaml", rule + "\n---\n" + workload);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void areThoseThatTheRulesName(String what, String rule, String podSpec, String zones) {
    assertThat(PresumedZones.of(manifests(rule, podSpec)).map(p -> p.zones().toString()).orElse(""))
        .isEqualTo(zones);
  }

  @Test
  void areNotPresumedWhereANodeHasOne() {
    ManifestSet manifests =
        Zones.parse(List.of("r/a")).in(manifests(locality("failoverPriority: [a]"), ""));

    assertThat(PresumedZones.of(manifests)).isEmpty();
  }

  @Test
  void areDealtRoundThePods() {
    Mesh mesh = Mesh.of(Zones.parse(List.of("r1/a", "r2/b")).in(manifests(ejecting(), "")));

    assertThat(mesh.pods().stream().map(pod -> pod.locality().toString()))
        .containsExactly("r1/a", "r2/b", "r1/a");
    assertThat(mesh.nodes().values())
        .containsExactly(new Locality("r1", "a", ""), new Locality("r2", "b", ""));
  }

  @Test
  void areNoneWhereTheUserSaysSo() {
    Mesh mesh = Mesh.of(Zones.parse(List.of("none")).in(manifests(ejecting(), SPREAD)));

    assertThat(mesh.nodes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"zone1", "r/z/s", "/z", "r/", "none,r/z", "r/z z", "\"/x"})
  void haveARegionAndAZone(String words) {
    assertThatThrownBy(() -> Zones.parse(List.of(words.split(","))))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("write region/zone, or none for no zones");
  }
}
