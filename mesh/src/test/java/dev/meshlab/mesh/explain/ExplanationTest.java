package dev.meshlab.mesh.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.Meshes;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.input.Manifests;
import dev.meshlab.mesh.manifest.ManifestSet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The verdicts on fields, found by what the translations read. */
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

  @Test
  void sessionAffinityIsKubeProxysAndOfNoPlaneBehindAProxy() {
    String[] documents = {
      Meshes.SERVER.replace("selector: {app: server}", "sessionAffinity: ClientIP")
    };

    assertThat(explain(documents))
        .contains(
            "spec.sessionAffinity plain honoured ",
            "spec.sessionAffinity envoy ignored who answers a call does not depend on it",
            "spec.sessionAffinity proxyless ignored who answers a call does not depend on it");
    assertThat(explanation(documents).advice())
        .extracting(each -> each.id().toString())
        .contains("session-affinity");
  }

  /** To find the rule in force, istiod looks at all of them. */
  @Test
  void ruleThatAnotherOneReplacesOrThatIsNotShownIsNotHonoured() {
    String elsewhere =
        Meshes.destinationRule(
                "d",
                "host: server.default.svc.cluster.local, subsets: [{name: v1, labels: {version: v1}}]")
            .replace("metadata: {name: d", "metadata: {namespace: platform, name: d");

    assertThat(explain(Meshes.SERVER, elsewhere))
        .anyMatch(each -> each.startsWith("spec.host envoy ignored istiod looks for a rule in"))
        .anyMatch(each -> each.startsWith("spec.subsets[0].name proxyless ignored istiod looks"));
    assertThat(explain(Meshes.SERVER, elsewhere.replace("spec: {", "spec: {exportTo: [.], ")))
        .anyMatch(each -> each.startsWith("spec.host envoy ignored is not shown to namespace"));
  }

  @Test
  void patchThatIsNoPartOfAClusterIsRefused() {
    Explanation explanation = explanation(patch("connect_timeout: fast"));

    assertThat(explanation.problems())
        .singleElement()
        .asString()
        .contains("spec.configPatches[0].patch.value: is not a valid part of an Envoy cluster");
    assertThat(explanation.fields())
        .extracting(field -> field.plane() + " " + field.verdict())
        .contains("envoy rejected");
  }

  @Test
  void fieldOfAPatchThatNobodyKnowsIsWarnedOf() {
    Explanation explanation = explanation(patch("conect_timeout: 3s"));

    assertThat(explanation.problems()).isEmpty();
    assertThat(explanation.advice())
        .extracting(each -> each.id().toString())
        .contains("unknown-patch-field");
  }

  @Test
  void everyAdviceSaysWhatToWrite() {
    Explanation explanation =
        explanation(
            Meshes.SERVER,
            Meshes.destinationRule(
                "d",
                "host: server, trafficPolicy: {connectionPool: {tcp: {connectTimeout: 10s,"
                    + " maxConnections: 9}, http: {http2MaxRequests: 9, h2UpgradePolicy: UPGRADE}},"
                    + " loadBalancer: {consistentHash: {httpHeaderName: x-user}}}"),
            Meshes.virtualService(
                "v",
                "hosts: [server], http: [{retries: {attempts: 2, retryOn: resource-exhausted},"
                    + " route: [{destination: {host: server}, weight: 1},"
                    + " {destination: {host: server}, weight: 2}]}]"),
            patch("health_checks: [{interval: 3s}]"));

    assertThat(explanation.advice())
        .extracting(each -> each.id().toString())
        .contains(
            "limit-per-proxy", "connections-not-requests", "weights-not-100", "default-value");
    assertThat(explanation.advice()).extracting(Diagnostic::fix).doesNotContain("");
  }

  @Test
  void gatewayWhoseSelectorNoGatewayHasIsPointedOut() {
    String gateway =
        "{apiVersion: networking.istio.io/v1, kind: Gateway, metadata: {name: g}, spec:"
            + " {selector: {istio: ingres}, servers: [{hosts: ['*'],"
            + " port: {name: http, number: 80, protocol: HTTP}}]}}";
    String pod =
        "{apiVersion: v1, kind: Pod, metadata: {name: p, labels: {istio: ingress}}, spec:"
            + " {containers: [{name: c, image: c}]}}";

    assertThat(explanation(gateway, pod).advice())
        .filteredOn(advice -> advice.id() == DiagnosticId.GATEWAY_WITHOUT_PODS)
        .extracting(Diagnostic::fix)
        .containsExactly("selector:\n  istio: ingress");
    assertThat(explanation(gateway).advice())
        .extracting(each -> each.id().toString())
        .contains("gateway-presumed");
  }

  @Test
  void backendOfAGrpcRouteThatDoesNotExistIsPointedOut() {
    String route =
        """
        apiVersion: gateway.networking.k8s.io/v1
        kind: GRPCRoute
        metadata: {name: r}
        spec:
          parentRefs: [{group: "", kind: Service, name: server}]
          rules:
          - backendRefs: [{name: servr, port: 50051}, {name: server, port: 50052}]
        """;

    assertThat(explanation(Meshes.SERVER, route).advice())
        .extracting(advice -> advice.id() + " " + advice.path() + " " + advice.fix())
        .contains(
            "unknown-host spec.rules[0].backendRefs[0].name name: server",
            "unknown-port spec.rules[0].backendRefs[1].port port: 50051");
  }

  @ParameterizedTest
  @ValueSource(strings = {"thirty", "-30", "\"30\""})
  void advisesNothingOnTheSumOfWeightsOfWhichOneIsRefused(String weight) {
    Explanation explanation =
        explanation(
            Meshes.SERVER,
            """
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: server, namespace: service-mesh-lab}
            spec:
              hosts: [server]
              http:
              - route:
                - destination: {host: server}
                  weight: %s
                - destination: {host: server, port: {number: 50051}}
                  weight: 70
            """
                .formatted(weight));

    assertThat(explanation.problems()).hasSize(1);
    assertThat(explanation.advice())
        .extracting(each -> each.id().toString())
        .doesNotContain("weights-not-100");
  }

  @Test
  void reportsHowFarItIs() {
    List<Long> done = new ArrayList<>();
    List<Long> all = new ArrayList<>();

    Explanation.of(
        Meshes.manifests(Meshes.SERVER),
        Meshes.CLIENT,
        (doing, now, total) -> {
          done.add(now);
          all.add(total);
        });

    assertThat(done).isSorted().doesNotHaveDuplicates().first().isEqualTo(0L);
    assertThat(all).containsOnly((long) done.size());
  }

  @Test
  void proxylessBalancerIsOneOfThoseThatIstiodEmits() {
    assertThat(explain(Meshes.SERVER, balancer("LEAST_REQUEST")))
        .contains("spec.trafficPolicy.loadBalancer.simple proxyless honoured ");
    assertThat(explain(Meshes.SERVER, balancer("RANDOM")))
        .contains(
            "spec.trafficPolicy.loadBalancer.simple proxyless ignored istiod's proxyless generator"
                + " emits LEAST_REQUEST, ROUND_ROBIN and consistentHash and no other balancer: the"
                + " client rotates");
  }

  private static String balancer(String name) {
    return Meshes.destinationRule(
        "d", "host: server, trafficPolicy: {loadBalancer: {simple: %s}}".formatted(name));
  }

  private static String patch(String value) {
    return """
        apiVersion: networking.istio.io/v1alpha3
        kind: EnvoyFilter
        metadata: {name: f}
        spec:
          configPatches:
          - applyTo: CLUSTER
            patch: {operation: MERGE, value: {%s}}
        """
        .formatted(value);
  }

  private static Explanation explanation(String... documents) {
    ManifestSet manifests = Manifests.parse("m.yaml", String.join("\n---\n", documents));
    return Explanation.of(manifests, Meshes.CLIENT);
  }

  private static List<String> explain(String... documents) {
    return explanation(documents).fields().stream()
        .map(f -> f.path() + " " + f.plane() + " " + f.verdict() + " " + f.reason())
        .toList();
  }
}
