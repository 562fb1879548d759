package dev.meshlab.mesh.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.input.Manifests;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.ManifestSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nulls, as the empty blocks of a template leave them. */
class WithoutNullsTest {

  private static final String OBJECT =
      "{apiVersion: %s, kind: %s, metadata: {name: x, annotations: ~}, spec: {%s}, status: ~}";

  @ParameterizedTest(name = "{1}: {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          networking.istio.io/v1       | DestinationRule | host: a, trafficPolicy: ~                                       | host: a
          networking.istio.io/v1       | DestinationRule | host: a, subsets: [{name: b, labels: {app: c, version: }}]      | host: a, subsets: [{name: b, labels: {app: c}}]
          networking.istio.io/v1       | DestinationRule | host: a, subsets: [{name: b, labels: ~, trafficPolicy: null}]   | host: a, subsets: [{name: b}]
          networking.istio.io/v1       | DestinationRule | host: a, trafficPolicy: {loadBalancer: {simple: RANDOM, consistentHash: ~}} | host: a, trafficPolicy: {loadBalancer: {simple: RANDOM}}
          networking.istio.io/v1       | VirtualService  | hosts: [a], gateways: , http: [{match: , route: [{destination: {host: a, port: }, weight: , headers: }], timeout: , retries: , mirror: }] | hosts: [a], http: [{route: [{destination: {host: a}}]}]
          networking.istio.io/v1       | VirtualService  | hosts: [a], http: [{redirect: ~, directResponse: ~, delegate: ~, route: [{destination: {host: a}}]}] | hosts: [a], http: [{route: [{destination: {host: a}}]}]
          networking.istio.io/v1alpha3 | EnvoyFilter     | priority: ~, configPatches: [{applyTo: CLUSTER, match: ~, patch: {operation: MERGE, value: {a: ~}}}] | configPatches: [{applyTo: CLUSTER, patch: {operation: MERGE, value: {a: ~}}}]
          security.istio.io/v1         | PeerAuthentication | selector: ~, mtls: {mode: STRICT}, portLevelMtls: ~          | mtls: {mode: STRICT}
          gateway.networking.k8s.io/v1 | GRPCRoute       | parentRefs: [{name: a, group: ~, kind: ~, port: ~}], rules: ~   | parentRefs: [{name: a}]
          v1                           | Service         | selector: {app: ~}, sessionAffinity: ~, ports: [{port: 1, name: ~}] | selector: {app: ~}, ports: [{port: 1}]
          """)
  void standForNothing(String apiVersion, String kind, String written, String read) {
    assertThat(spec(apiVersion, kind, written)).isEqualTo(spec(apiVersion, kind, read));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          DestinationRule | host: ~                                                  | spec.host: is missing
          DestinationRule | host: a, subsets: [{name: ~}]                            | spec.subsets[0].name: is missing
          DestinationRule | host: a, subsets: [~]                                    | spec.subsets[0]: is empty
          VirtualService  | hosts: [a, ~], http: [{route: [{destination: {host: a}}]}] | spec.hosts[1]: is empty
          """)
  void areNoValueOfARequiredFieldOrOfAList(String kind, String spec, String problem) {
    assertThat(parsed("networking.istio.io/v1", kind, spec).problems())
        .extracting(Diagnostic::toString)
        .singleElement()
        .asString()
        .contains(problem);
  }

  @Test
  void leaveABlockThatIsEmptyWithoutThem() {
    assertThat(
            parsed(
                    "networking.istio.io/v1",
                    "DestinationRule",
                    "host: a, trafficPolicy: {tls: , loadBalancer: }")
                .hasErrors())
        .isTrue();
  }

  private static String spec(String apiVersion, String kind, String spec) {
    ManifestSet manifests = parsed(apiVersion, kind, spec);
    assertThat(manifests.problems()).isEmpty();
    return Fields.of(manifests.documents().get(0)).json("spec").orElseThrow();
  }

  private static ManifestSet parsed(String apiVersion, String kind, String spec) {
    return Manifests.parse("m.yaml", OBJECT.formatted(apiVersion, kind, spec));
  }
}
