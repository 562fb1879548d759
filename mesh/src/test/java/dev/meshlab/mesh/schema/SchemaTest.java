package dev.meshlab.mesh.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.input.Manifests;
import dev.meshlab.mesh.manifest.ManifestSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each row is one line of a manifest and the whole text that its author gets to see. */
class SchemaTest {

  private static final String DESTINATION_RULE =
      """
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: {name: d}
      spec:
        host: server
        trafficPolicy: {%s}
      """;

  private static final String VIRTUAL_SERVICE =
      """
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: {name: v}
      spec:
        hosts: [server]
        http:
        - {%s}
      """;

  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: s}
      spec:
        %s
      """;

  static Stream<Arguments> policies() {
    return Stream.of(
        Arguments.of(
            "loadBalancr: {simple: RANDOM}",
            "f.yaml:6: spec.trafficPolicy.loadBalancr: unknown field \"loadBalancr\" in"
                + " TrafficPolicy; did you mean loadBalancer?"),
        Arguments.of(
            "simple: RANDOM",
            "f.yaml:6: spec.trafficPolicy.simple: unknown field \"simple\" in TrafficPolicy;"
                + " it belongs to loadBalancer: indent it below loadBalancer"),
        Arguments.of(
            "loadBalancer: {simple: LEASTCONN}",
            "f.yaml:6: spec.trafficPolicy.loadBalancer.simple: is not a known value (LEASTCONN);"
                + " did you mean LEAST_CONN?"),
        Arguments.of(
            "loadBalancer: {simple: random}",
            "f.yaml:6: spec.trafficPolicy.loadBalancer.simple: is not a known value (random);"
                + " did you mean RANDOM?"),
        Arguments.of(
            "loadBalancer: {simple: RANDOM, consistentHash: {useSourceIp: true}}",
            "f.yaml:6: spec.trafficPolicy.loadBalancer: only one of simple, consistentHash may be"
                + " given; keep one of simple, consistentHash"),
        Arguments.of(
            "loadBalancer: RANDOM",
            "f.yaml:6: spec.trafficPolicy.loadBalancer: must be a mapping but is a string (RANDOM);"
                + " write its fields below it, indented"),
        Arguments.of(
            "portLevelSettings: [~]",
            "f.yaml:6: spec.trafficPolicy.portLevelSettings[0]: is empty (~); give it a value or"
                + " remove it"),
        Arguments.of(
            "connectionPool: {tcp: {connectTimeout: 0s}}",
            "f.yaml:6: spec.trafficPolicy.connectionPool.tcp.connectTimeout: must be a valid"
                + " duration greater than 1ms (0s); write it as 10s or 250ms"),
        Arguments.of(
            "connectionPool: {tcp: {connectTimeout: 10}}",
            "f.yaml:6: spec.trafficPolicy.connectionPool.tcp.connectTimeout: must be a string but"
                + " is a whole number (10); write \"10\" in quotes"),
        Arguments.of(
            "connectionPool: {tcp: {maxConnections: \"100\"}}",
            "f.yaml:6: spec.trafficPolicy.connectionPool.tcp.maxConnections: must be a whole number"
                + " but is a string (100); write it without quotes"),
        Arguments.of(
            "connectionPool: {tcp: {maxConnections: 99.5}}",
            "f.yaml:6: spec.trafficPolicy.connectionPool.tcp.maxConnections: must be a whole number"
                + " but is a number (99.5)"),
        Arguments.of(
            "outlierDetection: {maxEjectionPercent: 150}",
            "f.yaml:6: spec.trafficPolicy.outlierDetection.maxEjectionPercent: is out of range"
                + " (150); it must be from 0 to 100"),
        Arguments.of(
            "outlierDetection: {splitExternalLocalOriginErrors: 1}",
            "f.yaml:6: spec.trafficPolicy.outlierDetection.splitExternalLocalOriginErrors: must be"
                + " a boolean but is a whole number (1); write true or false, without quotes"),
        Arguments.of(
            "loadBalancer: {localityLbSetting: {distribute: [{from: \"*\", to: {\"a\": 80}}]}}",
            "f.yaml:6: spec.trafficPolicy.loadBalancer.localityLbSetting.distribute[0].to:"
                + " total locality weight 80 != 100; make the weights sum to 100"),
        Arguments.of(
            "loadBalancer: {localityLbSetting: {distribute: [{from: \"*\", to: {a: 100}}], failover: [{from: a, to: b}]}}",
            "f.yaml:6: spec.trafficPolicy.loadBalancer.localityLbSetting.failover: can not"
                + " simultaneously specify 'distribute' and 'failover'; keep one of them"));
  }

  static Stream<Arguments> routes() {
    return Stream.of(
        Arguments.of(
            "match: []",
            "f.yaml:7: spec.http[0].route: HTTP route, redirect or direct_response is required;"
                + " add a route"),
        Arguments.of(
            "route: {destination: {host: a}}",
            "f.yaml:7: spec.http[0].route: must be a list but is a mapping;"
                + " start each item with \"- \""),
        Arguments.of(
            "route: [{destination: {subset: v1}}]",
            "f.yaml:7: spec.http[0].route[0].destination.host: is missing; it is required"),
        Arguments.of(
            "route: [{destination: {host: a, port: {number: 70000}}}]",
            "f.yaml:7: spec.http[0].route[0].destination.port.number: is out of range (70000);"
                + " it must be from 1 to 65535"),
        Arguments.of(
            "route: [{destination: {host: a}, weight: -1}]",
            "f.yaml:7: spec.http[0].route[0].weight: is out of range (-1);"
                + " it must be from 0 to 2147483647"),
        Arguments.of(
            "route: [{destination: {host: a}, weight: 0}, {destination: {host: b}}]",
            "f.yaml:7: spec.http[0].route: total destination weight = 0;"
                + " give at least one of the routes a weight"),
        Arguments.of(
            "route: [{destination: {host: a}}], timeout: soon",
            "f.yaml:7: spec.http[0].timeout: must be a valid duration greater than 1ms (soon);"
                + " write it as 10s or 250ms"),
        Arguments.of(
            "route: [{destination: {host: a}}], retries: {attempts: 3, retryOn: unavailble}",
            "f.yaml:7: spec.http[0].retries.retryOn: \"unavailble\" is not a valid retryOn policy"
                + " (unavailble); did you mean unavailable?"),
        Arguments.of(
            "route: [{destination: {host: a}}], retries: {attempts: 3, retryOn: \"reset, 5xx\"}",
            "f.yaml:7: spec.http[0].retries.retryOn: \" 5xx\" is not a valid retryOn policy"
                + " (reset, 5xx); did you mean 5xx?"),
        Arguments.of(
            "route: [{destination: {host: a}}], retries: {perTryTimeout: 1s}",
            "f.yaml:7: spec.http[0].retries.attempts: http retry policy configured when attempts"
                + " are set to 0 (disabled); set attempts above 0, or remove the rest"),
        Arguments.of(
            "route: [{destination: {host: a}}], match: [{uri: {regex: \"a(b\"}}]",
            "f.yaml:7: spec.http[0].match[0].uri.regex: error parsing regexp: missing closing )"
                + " (a(b); Istio uses RE2 style regex-based match"),
        Arguments.of(
            "route: [{destination: {host: a}}], match: [{uri: {prefix: /a, exact: /b}}]",
            "f.yaml:7: spec.http[0].match[0].uri: only one of exact, prefix, regex may be given;"
                + " keep one of exact, prefix"));
  }

  static Stream<Arguments> services() {
    return Stream.of(
        Arguments.of(
            "ports: [{port: 0}]",
            "f.yaml:5: spec.ports[0].port: is out of range (0); it must be from 1 to 65535"),
        Arguments.of(
            "ports: [{port: http}]",
            "f.yaml:5: spec.ports[0].port: must be a whole number but is a string (http)"),
        Arguments.of(
            "{selector: {version: 1}, ports: [{port: 1}]}",
            "f.yaml:5: spec.selector.version: must be a string but is a whole number (1);"
                + " write \"1\" in quotes"),
        Arguments.of(
            "{selectors: {app: a}, ports: [{port: 1}]}",
            "f.yaml:5: spec.selectors: unknown field \"selectors\" in ServiceSpec;"
                + " did you mean selector?"));
  }

  @ParameterizedTest
  @MethodSource("policies")
  void refusesAPolicy(String policy, String problem) {
    assertRefused(DESTINATION_RULE.formatted(policy), problem);
  }

  @ParameterizedTest
  @MethodSource("routes")
  void refusesARoute(String route, String problem) {
    assertRefused(VIRTUAL_SERVICE.formatted(route), problem);
  }

  @ParameterizedTest
  @MethodSource("services")
  void refusesAService(String spec, String problem) {
    assertRefused(SERVICE.formatted(spec), problem);
  }

  static Stream<Arguments> kinds() {
    return Stream.of(
        Arguments.of(
            "networking.io/v1", "DestinationRule", "write apiVersion: networking.istio.io/v1"),
        Arguments.of(
            "networking.istio.io/v2", "VirtualService", "write apiVersion: networking.istio.io/v1"),
        Arguments.of(
            "networking.istio.io/v1",
            "EnvoyFilter",
            "write apiVersion: networking.istio.io/v1alpha3"),
        Arguments.of("v1", "Deployment", "write apiVersion: apps/v1"),
        Arguments.of("apps/v1", "Deploymnt", "did you mean kind: Deployment?"),
        Arguments.of(
            "networking.istio.com/v1",
            "VirtualService",
            "write apiVersion: networking.istio.io/v1"),
        Arguments.of(
            "network.istio.io/v1", "VirtualService", "write apiVersion: networking.istio.io/v1"),
        Arguments.of(
            "newtorking.itsio.io/v1", "Gateway", "write apiVersion: networking.istio.io/v1"),
        Arguments.of("app/v1", "Deployment", "write apiVersion: apps/v1"),
        Arguments.of("apps.k8s.io/v1", "Deployment", "write apiVersion: apps/v1"),
        Arguments.of("apps/v1beta1", "Deployment", "write apiVersion: apps/v1"),
        Arguments.of("networking.k8s.io/v1", "Ingres", "did you mean kind: Ingress?"),
        Arguments.of(
            "telemtry.itio.io/v1",
            "Teapot",
            "the lab knows the kinds of Kubernetes, Gateway API and Istio"),
        Arguments.of(
            "teapots/v1",
            "Teapot",
            "the lab knows the kinds of Kubernetes, Gateway API and Istio"));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void refusesAKindThatDoesNotExist(String apiVersion, String kind, String hint) {
    String text = "apiVersion: %s\nkind: %s\nmetadata: {name: x}\n".formatted(apiVersion, kind);

    assertRefused(
        text,
        "f.yaml:%s: no kind \"%s\" in version \"%s\"; %s"
            .formatted(
                hint.contains("kind:") ? "2: kind" : "1: apiVersion", kind, apiVersion, hint));
  }

  @ParameterizedTest
  @CsvSource({
    "monitoring.coreos.com/v1, ServiceMonitor",
    "argoproj.io/v1alpha1, AnalysisTemplate",
    "autoscaling.k8s.io/v1, VerticalPodAutoscaler",
    "snapshot.storage.k8s.io/v1, VolumeSnapshot",
    "metrics.k8s.io/v1beta1, PodMetrics",
    "policy.networking.k8s.io/v1alpha1, AdminNetworkPolicy",
    "inference.networking.k8s.io/v1, InferencePool",
    "multicluster.x-k8s.io/v1alpha1, ServiceExport",
    "scheduling.x-k8s.io/v1alpha1, PodGroup",
    "networking.k8s.aws/v1alpha1, ClusterNetworkPolicy",
    "gateway.envoyproxy.io/v1alpha1, BackendTrafficPolicy",
    "gateway.solo.io/v1, Gateway",
    "operator.istio.io/v1, IstioRevision",
    "rollouts.kruise.io/v1beta1, Rollout",
    "apps.kruise.io/v1alpha1, StatefulSet",
    "cert-manager.io/v1, Certificate",
    "keda.sh/v1alpha1, ScaledJob",
    "networking.gke.io/v1, ManagedCertificate",
    "serving.knative.dev/v1, Service",
    "batch.volcano.sh/v1alpha1, Job"
  })
  void leavesOutTheKindsOfVendorsWithOneWarningForEach(String apiVersion, String kind) {
    String object =
        "apiVersion: %s\nkind: %s\nmetadata: {name: x}\nspec: {any: thing}\n---\n"
            .formatted(apiVersion, kind);

    ManifestSet manifests = Manifests.parse("f.yaml", object + object);

    assertThat(manifests.documents()).isEmpty();
    assertThat(manifests.problems())
        .extracting(problem -> problem.severity() + " " + problem)
        .containsExactly(
            "warning f.yaml:1: apiVersion: left out: the lab knows nothing of %s in %s; a cluster that has its definition takes it; here it changes nothing"
                .formatted(kind, apiVersion));
  }

  @Test
  void reportsAllProblemsAtOnceByLine() {
    ManifestSet manifests =
        Manifests.parse(
            "f.yaml",
            """
            apiVersion: networking.istio.io/v1
            kind: DestinationRule
            metadata:
            name: d
            spec:
            host: a
            """);

    assertThat(manifests.problems())
        .extracting(Diagnostic::toString)
        .containsExactly(
            "f.yaml:1: metadata.name: is missing; give it a name",
            "f.yaml:1: metadata: is missing; it is required",
            "f.yaml:1: spec: is missing; say what the DestinationRule does",
            "f.yaml:4: name: unknown field \"name\" in DestinationRule;"
                + " it belongs to metadata: indent it below metadata",
            "f.yaml:6: host: unknown field \"host\" in DestinationRule;"
                + " it belongs to spec: indent it below spec");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "autoscaling/v2, kind: HorizontalPodAutoscaler, spec: {anything: goes}",
        "gateway.networking.k8s.io/v1, kind: GRPCRoute, spec: {rules: []}",
        "security.istio.io/v1, kind: PeerAuthentication, spec: {mtls: {mode: STRICT}}",
        "networking.istio.io/v1alpha3, kind: EnvoyFilter, spec: {configPatches: "
            + "[{applyTo: CLUSTER, patch: {operation: MERGE, value: {a: {b: 1}}}}]}",
        "batch/v1, kind: Job, spec: {template: {spec: {containers: [{name: c}]}}}",
        "apps/v1, kind: Deployment, spec: {replicas: 3, selector: {matchLabels: {app: a}}, template:"
            + " {metadata: {labels: {app: a}}, spec: {containers: [{name: c, image: c,"
            + " resources: {limits: {cpu: 1, memory: 1Gi}}, readinessProbe: {grpc: {port: 1}}}]}}}",
        "v1, kind: Service, spec: {ports: [{port: 1, targetPort: grpc}], selector: }"
      })
  void acceptsWhatAClusterAccepts(String object) {
    String text = "{apiVersion: " + object + ", metadata: {name: x}}";

    assertThat(Manifests.parse("f.yaml", text).problems()).isEmpty();
  }

  private static void assertRefused(String text, String problem) {
    ManifestSet manifests = Manifests.parse("f.yaml", text);
    assertThat(manifests.hasErrors()).isTrue();
    assertThat(manifests.problems()).extracting(Diagnostic::toString).containsExactly(problem);
  }
}
