package dev.meshlab.lab.plane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.lab.Meshes;
import dev.meshlab.mesh.advice.Advisers;
import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.explain.Reasons;
import dev.meshlab.mesh.input.Manifests;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.manifest.Reads;
import dev.meshlab.mesh.model.Mesh;
import java.util.List;
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

  private static final ManifestSet BALANCED =
      Meshes.manifests(
          Meshes.server("shop", "v1", 1),
          Meshes.service("shop", "name: grpc, port: 50051"),
          Meshes.rule(
              "DestinationRule",
              "shop",
              "host: shop, trafficPolicy: {loadBalancer: {simple: RANDOM}}"));

  private static final Reasons UNADVISED = new Reasons(List.of());

  private static final String NOTHING_DEPENDS = ": no resource that this client gets depends on it";

  @Test
  void tellsTheUnreadFieldsOfARuleTogetherButNotThoseOfAKindThatTheLabDoesNotHonour() {
    Unhonoured unhonoured = new Unhonoured(MANIFESTS, Meshes.CLIENT);

    unhonoured.note(Plane.ENVOY, new Reads());
    unhonoured.note(Plane.PROXYLESS, new Reads());

    assertThat(unhonoured.lines(UNADVISED))
        .containsExactly(
            "rules.yaml:5: spec: host, trafficPolicy.loadBalancer.simple: not honoured by envoy,"
                + " proxyless"
                + NOTHING_DEPENDS);
    Mesh mesh = Mesh.of(MANIFESTS);
    assertThat(Advisers.advise(MANIFESTS, mesh, Meshes.CLIENT).given())
        .extracting(advice -> advice.path() + ": " + advice.message())
        .contains("kind: the lab does not honour ServiceEntry");
  }

  /** A sidecar reads all of the rule, and istiod sends its balancer to no proxyless client. */
  @Test
  void saysWhyAPlaneDoesNotHonourAFieldWhichAnotherHonours() {
    Unhonoured unhonoured = new Unhonoured(BALANCED, Meshes.CLIENT);

    unhonoured.note(Plane.PROXYLESS, Plane.PROXYLESS.reads(BALANCED, Meshes.CLIENT));

    assertThat(unhonoured.lines(UNADVISED))
        .singleElement()
        .asString()
        .startsWith("m.yaml:5: spec.trafficPolicy.loadBalancer.simple: not honoured by proxyless: ")
        .contains("istiod's proxyless generator emits LEAST_REQUEST");
  }

  @Test
  void saysTheReasonOfEachPlane() {
    Unhonoured unhonoured = new Unhonoured(BALANCED, Meshes.CLIENT);

    unhonoured.note(Plane.GATEWAY, new Reads());
    unhonoured.note(Plane.PROXYLESS, Plane.PROXYLESS.reads(BALANCED, Meshes.CLIENT));

    assertThat(unhonoured.lines(UNADVISED))
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains(
                        "not honoured by gateway" + NOTHING_DEPENDS + "; by proxyless: istiod"));
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
                """),
            Meshes.CLIENT);

    unhonoured.note(Plane.ENVOY, new Reads());
    unhonoured.note(Plane.GATEWAY, new Reads());

    assertThat(unhonoured.lines(UNADVISED))
        .containsExactly(
            "rules.yaml:4: spec.selector.istio: not honoured by gateway" + NOTHING_DEPENDS,
            "rules.yaml:10: spec.hosts[0]: not honoured by envoy" + NOTHING_DEPENDS,
            "rules.yaml:16: spec: hosts[0], gateways[0]: not honoured by gateway" + NOTHING_DEPENDS,
            "rules.yaml:23: spec: gateways[0], gateways[1]: not honoured by envoy, gateway"
                + NOTHING_DEPENDS);
  }
}
