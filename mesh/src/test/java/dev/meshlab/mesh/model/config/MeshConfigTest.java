package dev.meshlab.mesh.model.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.input.Manifests;
import dev.meshlab.mesh.manifest.Reads;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MeshConfigTest {

  private static final String OPERATOR =
      """
      apiVersion: install.istio.io/v1alpha1
      kind: IstioOperator
      spec:
        meshConfig: {connectTimeout: 2s}
        values: {meshConfig: {connectTimeout: 3s, rootNamespace: config}}
      """;

  @Test
  void meshThatSaysNothingHasIstiodsDefaults() {
    MeshConfig config = config("apiVersion: v1\nkind: Namespace\nmetadata: {name: x}\n");

    assertThat(config.connectTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.outboundTrafficPolicy()).isEqualTo(OutboundTrafficPolicy.ALLOW_ANY);
    assertThat(config.rootNamespace()).isEqualTo("istio-system");
    assertThat(config.trustDomain()).isEqualTo("cluster.local");
    assertThat(config.autoMutualTls()).isEmpty();
    assertThat(config.pathNormalization()).isEqualTo(PathNormalization.BASE);
  }

  @Test
  void operatorsOwnFieldsCountBeforeThoseOfItsValues() {
    assertThat(config(OPERATOR).connectTimeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(config(OPERATOR).rootNamespace()).isEqualTo("config");
  }

  @Test
  void valuesOfTheSailOperatorCount() {
    String sail =
        """
        apiVersion: sailoperator.io/v1
        kind: Istio
        metadata: {name: default}
        spec:
          version: v1.31.1
          namespace: istio-system
          values:
            meshConfig: {outboundTrafficPolicy: {mode: REGISTRY_ONLY}}
            pilot: {env: {PILOT_ENABLE_EDS_FOR_HEADLESS_SERVICES: "true"}}
        """;

    assertThat(config(sail).outboundTrafficPolicy()).isEqualTo(OutboundTrafficPolicy.REGISTRY_ONLY);
    assertThat(config(sail).edsForHeadless()).isTrue();
  }

  @Test
  void configMapIsReadInPlaceOfWhatAnInstallationWouldWrite() {
    assertThat(config(OPERATOR + "---\n" + configMap("trustDomain: a.b")).connectTimeout())
        .isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void emptyOutboundTrafficPolicyRefusesUnknownHosts() {
    assertThat(config(configMap("outboundTrafficPolicy: {}")).outboundTrafficPolicy())
        .isEqualTo(OutboundTrafficPolicy.REGISTRY_ONLY);
  }

  @Test
  void identityHasANameInEachAlias() {
    MeshConfig config = config(configMap("{trustDomain: new, trustDomainAliases: [old]}"));

    assertThat(config.identities("spiffe://new/ns/a/sa/b"))
        .containsExactly("spiffe://new/ns/a/sa/b", "spiffe://old/ns/a/sa/b");
    assertThat(config.identities("spiffe://other/ns/a/sa/b"))
        .containsExactly("spiffe://other/ns/a/sa/b");
    assertThat(config.trustedDomains()).containsExactly("new", "old");
  }

  private static String configMap(String mesh) {
    return """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: istio, namespace: istio-system}
        data:
          mesh: |-
            %s
        """
        .formatted(mesh);
  }

  private static MeshConfig config(String manifests) {
    return MeshConfig.of(Manifests.parse("m.yaml", manifests), Reads.NONE);
  }
}
