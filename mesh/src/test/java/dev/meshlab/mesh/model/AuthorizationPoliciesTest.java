package dev.meshlab.mesh.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.Meshes;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.manifest.Reads;
import dev.meshlab.mesh.model.security.AuthorizationPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorizationPoliciesTest {

  private static final String POD =
      """
      {apiVersion: v1, kind: Node, metadata: {name: node, labels: {topology.kubernetes.io/zone: z}}}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: p, namespace: shop, labels: {app: a}}
      spec: {nodeName: node, containers: [{name: a, image: a}]}
      """;

  @ParameterizedTest(name = "{1} in {0}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "shop | | true",
        "shop | selector: {matchLabels: {app: a}} | true",
        "shop | selector: {matchLabels: {app: b}} | false",
        "shop | selector: {matchLabels: {topology.kubernetes.io/zone: z}} | true",
        "shop | selector: {matchLabels: {kubernetes.io/hostname: node}} | true",
        "shop | targetRefs: [{kind: Service, name: a}] | false",
        "shop | targetRef: {group: gateway.networking.k8s.io, kind: Gateway, name: a} | false",
        "istio-system | selector: {matchLabels: {app: a}} | true",
        "istio-system | selector: {matchLabels: {app: b}} | false",
        "default | | false",
      })
  void holdForAPodByNamespaceAndSelector(String namespace, String spec, boolean inForce) {
    Mesh mesh = Meshes.of(POD, policy("x", namespace, spec == null ? "" : spec));

    assertThat(mesh.authorizationPolicies(mesh.pods().get(0))).hasSize(inForce ? 1 : 0);
  }

  @Test
  void comeFromTheRootNamespaceThatTheMeshConfigNames() {
    String config =
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: istio, namespace: istio-system}
        data: {mesh: "rootNamespace: mesh-root"}
        """;
    Mesh mesh =
        Meshes.of(POD, config, policy("x", "mesh-root", ""), policy("z", "istio-system", ""));

    assertThat(mesh.authorizationPolicies(mesh.pods().get(0)))
        .extracting(AuthorizationPolicy::namespace)
        .containsExactly("mesh-root");
  }

  @Test
  void comeFromTheRootNamespaceFirstAndOldestFirst() {
    String older = "older, creationTimestamp: \"2026-01-01T00:00:00Z\"";
    String newer = "newer, creationTimestamp: \"2026-01-02T00:00:00Z\"";
    Mesh mesh =
        Meshes.of(
            POD,
            policy(newer, "shop", ""),
            policy(older, "shop", ""),
            policy(newer, "istio-system", ""));

    assertThat(mesh.authorizationPolicies(mesh.pods().get(0)))
        .extracting(policy -> policy.namespace() + "/" + policy.name())
        .containsExactly("istio-system/newer", "shop/older", "shop/newer");
  }

  @Test
  void leaveTheRulesOfWhatIsNotInForceUnread() {
    String rules =
        "selector: {matchLabels: {app: %s}}, rules: [{to: [{operation: {ports: ['1']}}]}]";
    ManifestSet manifests = Meshes.manifests(POD, policy("x", "shop", rules.formatted("b")));
    Reads reads = new Reads();
    Mesh mesh = Mesh.of(manifests, reads, Viewer.CALLER);

    assertThat(mesh.authorizationPolicies(mesh.pods().get(0))).isEmpty();
    assertThat(reads.unread(manifests.of("security.istio.io", "AuthorizationPolicy").get(0)))
        .extracting(Reads.Unread::path)
        .containsExactly("spec.rules[0].to[0].operation.ports[0]");
  }

  private static String policy(String name, String namespace, String spec) {
    return "{apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: {name: "
        + name
        + ", namespace: "
        + namespace
        + "}, spec: {"
        + spec
        + "}}";
  }
}
