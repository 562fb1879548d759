package dev.meshlab.lab.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfinementTest {

  private static final Confinement ALONE = new Confinement(Set.of("play", "play-data"), false);
  private static final Confinement WITH_GATEWAY = new Confinement(Set.of("play"), true);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          VirtualService  | "hosts": ["a"]                          | "exportTo":["play","play-data"]
          DestinationRule | "host": "a.other.svc.cluster.local"     | "exportTo":["play","play-data"]
          ServiceEntry    | "hosts": ["a"], "exportTo": ["*"]       | "exportTo":["play","play-data"]
          ServiceEntry    | "hosts": ["a"], "exportTo": ["other"]   | "exportTo":["play","play-data"]
          VirtualService  | "hosts": ["a"], "exportTo": ["."]       | "exportTo":["."]
          VirtualService  | "hosts": ["a"], "exportTo": ["play"]    | "exportTo":["play"]
          """)
  void exportsRulesToTheNamespacesOfTheRunAlone(String kind, String spec, String exported) {
    assertThat(ALONE.of(rule(kind, spec)).orElseThrow().json()).contains(exported);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          Gateway        | "selector": {"istio": "ingressgateway"}
          VirtualService | "hosts": ["a"], "gateways": ["istio-system/main"]
          """)
  void leavesOutWhatIsForGatewaysOfOthers(String kind, String spec) {
    ClusterObject object = rule(kind, spec);

    assertThat(ALONE.of(object)).isEmpty();
    assertThat(WITH_GATEWAY.of(object)).isPresent();
  }

  @Test
  void takesGatewaysOfOthersFromARuleThatIsForTheMesh() {
    ClusterObject rule =
        rule(
            "VirtualService",
            "\"hosts\": [\"a\"], \"gateways\": [\"istio-system/main\", \"mesh\"]");

    assertThat(ALONE.of(rule).orElseThrow().json()).doesNotContain("gateways", "main");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"type\": \"LoadBalancer\", \"loadBalancerIP\": \"192.0.2.1\"",
        "\"type\": \"NodePort\"",
        "\"externalIPs\": [\"192.0.2.1\"]",
        "\"clusterIP\": \"10.96.0.7\", \"clusterIPs\": [\"10.96.0.7\"]"
      })
  void givesServicesAnAddressOfTheirOwnInTheCluster(String spec) {
    String ports = ", \"ports\": [{\"port\": 80, \"nodePort\": 30080}]";

    assertThat(ALONE.of(object("v1", "Service", spec + ports)).orElseThrow().json())
        .contains("\"port\":80")
        .doesNotContain(
            "nodePort", "192.0.2.1", "10.96.0.7", "LoadBalancer", "NodePort", "externalIPs");
  }

  @Test
  void leavesHeadlessServicesAndOtherKindsAsTheyAre() {
    ClusterObject headless = object("v1", "Service", "\"clusterIP\": \"None\"");
    ClusterObject policy =
        object("security.istio.io/v1", "PeerAuthentication", "\"mtls\": {\"mode\": \"STRICT\"}");

    assertThat(ALONE.of(headless)).contains(headless);
    assertThat(ALONE.of(policy)).contains(policy);
  }

  private static ClusterObject rule(String kind, String spec) {
    return object("networking.istio.io/v1", kind, spec);
  }

  private static ClusterObject object(String version, String kind, String spec) {
    return ClusterObject.of(
        """
        {"apiVersion": "%s", "kind": "%s", "metadata": {"name": "x", "namespace": "play"},
         "spec": {%s}}
        """
            .formatted(version, kind, spec));
  }
}
