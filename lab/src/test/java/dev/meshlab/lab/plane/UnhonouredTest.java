package dev.meshlab.lab.plane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.manifest.Manifests;
import dev.meshlab.mesh.manifest.Reads;
import dev.meshlab.mesh.model.Mesh;
import org.junit.jupiter.api.Test;

class UnhonouredTest {

  private static final ManifestSet MANIFESTS =
      Manifests.parse(
          "rules.yaml",
          """
          apiVersion: networking.istio.io/v1
          kind: DestinationRule
          metadata: {name: shop}
          spec:
            host: shop
            trafficPolicy: {loadBalancer: {simple: RANDOM}}
          ---
          apiVersion: networking.istio.io/v1
          kind: ServiceEntry
          metadata: {name: maps}
          spec:
            hosts: [maps.example.com]
            ports: [{number: 443, name: https, protocol: HTTPS}]
          """);

  @Test
  void tellsTheUnreadFieldsOfARuleButNotThoseOfAKindThatTheLabDoesNotHonour() {
    Unhonoured unhonoured = new Unhonoured(MANIFESTS);

    unhonoured.note("envoy", new Reads());
    unhonoured.note("proxyless", new Reads());

    assertThat(unhonoured.lines())
        .containsExactly(
            "rules.yaml:5: spec.host: not honoured by envoy, proxyless",
            "rules.yaml:6: spec.trafficPolicy.loadBalancer.simple: not honoured by envoy, proxyless");
    assertThat(Mesh.of(MANIFESTS, new Reads()).problems())
        .extracting(problem -> problem.path() + ": " + problem.message())
        .contains("kind: the lab does not honour ServiceEntry");
  }
}
