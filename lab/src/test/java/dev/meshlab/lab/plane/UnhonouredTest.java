package dev.meshlab.lab.plane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.lab.Meshes;
import dev.meshlab.mesh.advice.Advisers;
import dev.meshlab.mesh.input.Manifests;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.manifest.Reads;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.plane.Plane;
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

    unhonoured.note(Plane.ENVOY, new Reads());
    unhonoured.note(Plane.PROXYLESS, new Reads());

    assertThat(unhonoured.lines())
        .containsExactly(
            "rules.yaml:5: spec.host: not honoured by envoy, proxyless",
            "rules.yaml:6: spec.trafficPolicy.loadBalancer.simple: not honoured by envoy, proxyless");
    Mesh mesh = Mesh.of(MANIFESTS);
    assertThat(Advisers.advise(MANIFESTS, mesh, Meshes.CLIENT).given())
        .extracting(advice -> advice.path() + ": " + advice.message())
        .contains("kind: the lab does not honour ServiceEntry");
  }

  @Test
  void tellsNothingOfARuleThatIsNotMeantForAPlane() {
    Unhonoured unhonoured =
        new Unhonoured(
            Manifests.parse(
                "rules.yaml",
                """
                apiVersion: networking.istio.io/v1
                kind: Gateway
                metadata: {name: entrance}
                spec: {selector: {istio: ingressgateway}}
                ---
                apiVersion: networking.istio.io/v1
                kind: VirtualService
                metadata: {name: inside}
                spec:
                  hosts: [shop]
                ---
                apiVersion: networking.istio.io/v1
                kind: VirtualService
                metadata: {name: outside}
                spec:
                  hosts: [shop.example.com]
                  gateways: [entrance]
                ---
                apiVersion: networking.istio.io/v1
                kind: VirtualService
                metadata: {name: both}
                spec:
                  gateways: [entrance, mesh]
                """));

    unhonoured.note(Plane.ENVOY, new Reads());
    unhonoured.note(Plane.GATEWAY, new Reads());

    assertThat(unhonoured.lines())
        .containsExactly(
            "rules.yaml:4: spec.selector.istio: not honoured by gateway",
            "rules.yaml:10: spec.hosts[0]: not honoured by envoy",
            "rules.yaml:16: spec.hosts[0]: not honoured by gateway",
            "rules.yaml:17: spec.gateways[0]: not honoured by gateway",
            "rules.yaml:23: spec.gateways[0]: not honoured by envoy, gateway",
            "rules.yaml:23: spec.gateways[1]: not honoured by envoy, gateway");
  }
}
