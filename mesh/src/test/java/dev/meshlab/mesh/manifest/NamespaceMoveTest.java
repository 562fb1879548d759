package dev.meshlab.mesh.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.input.Manifests;
import org.junit.jupiter.api.Test;

class NamespaceMoveTest {

  private static final ManifestSet FILES =
      Manifests.parse(
          "shop.yaml",
          """
          apiVersion: v1
          kind: Namespace
          metadata: {name: shop}
          ---
          apiVersion: networking.istio.io/v1
          kind: VirtualService
          metadata: {name: cart, namespace: shop}
          spec:
            hosts: [cart.shop.svc.cluster.local, till.shop, shop.example.com, cart]
            gateways: [shop/front, mesh]
            exportTo: [shop, .]
            http:
              - route: [{destination: {host: cart.shop}}]
          ---
          apiVersion: security.istio.io/v1
          kind: AuthorizationPolicy
          metadata: {name: cart, namespace: shop}
          spec:
            rules:
              - from: [{source: {principals: [cluster.local/ns/shop/sa/front], namespaces: [shop]}}]
          ---
          apiVersion: v1
          kind: ConfigMap
          metadata: {name: istio, namespace: istio-system}
          """);

  private final ManifestSet moved = FILES.inNamespace("play");

  @Test
  void movesTheObjectsAndTheirNamespace() {
    assertThat(moved.documents())
        .extracting(Document::described)
        .containsExactly(
            "Namespace play",
            "VirtualService play/cart",
            "AuthorizationPolicy play/cart",
            "ConfigMap istio-system/istio");
    assertThat(moved.documents())
        .extracting(each -> Fields.of(each).below("metadata").string("name", ""))
        .containsExactly("play", "cart", "cart", "istio");
  }

  @Test
  void movesWhatTheObjectsSayOfIt() {
    Fields rule = Fields.of(moved.documents().get(1)).below("spec");
    assertThat(rule.strings("hosts"))
        .containsExactly("cart.play.svc.cluster.local", "till.play", "shop.example.com", "cart");
    assertThat(rule.strings("gateways")).containsExactly("play/front", "mesh");
    assertThat(rule.strings("exportTo")).containsExactly("play", ".");
    assertThat(
            rule.children("http")
                .get(0)
                .children("route")
                .get(0)
                .below("destination")
                .string("host"))
        .contains("cart.play");
    assertThat(Fields.of(moved.documents().get(2)).below("spec").json("rules").orElseThrow())
        .contains("cluster.local/ns/play/sa/front", "[\"play\"]");
  }

  @Test
  void keepsSeveralNamespacesApart() {
    ManifestSet two =
        Manifests.parse(
            "two.yaml",
            """
            apiVersion: v1
            kind: Service
            metadata: {name: cart, namespace: shop}
            spec: {ports: [{port: 80}]}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: data}
            spec: {ports: [{port: 80}]}
            """);
    assertThat(two.inNamespace("play").documents())
        .extracting(Document::namespace)
        .containsExactly("play-shop", "play-default");
    assertThat(
            Fields.of(two.inNamespace("play").documents().get(1))
                .below("metadata")
                .string("namespace"))
        .contains("play-default");
  }
}
