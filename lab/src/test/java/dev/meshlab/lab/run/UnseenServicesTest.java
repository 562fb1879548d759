package dev.meshlab.lab.run;

import static dev.meshlab.lab.Meshes.server;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.client.load.Load;
import dev.meshlab.lab.Meshes;
import dev.meshlab.mesh.dataplane.Plane;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The calls of a client in namespace {@code web} to a Service in {@code default}. */
class UnseenServicesTest {

  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: shop, annotations: {networking.istio.io/exportTo: "%s"}}
      spec: {selector: {app: shop}, ports: [{name: grpc, port: 50051}]}
      """;

  private static final String CONFIG =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: istio, namespace: istio-system}
      data: {mesh: "{%s}"}
      """;

  private static final String ROUTE =
      """
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: {name: shop}
      spec: {hosts: [shop], http: [{directResponse: {status: 503}}]}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          envoy     | .     |                                       | false | true
          envoy     | ~     |                                       | false | true
          envoy     | web   |                                       | false | false
          envoy     | *     |                                       | false | false
          envoy     | *     | 'discoverySelectors: [{matchLabels: {seen: it}}]' | false | true
          envoy     | .     | 'outboundTrafficPolicy: {mode: REGISTRY_ONLY}'     | false | false
          envoy     | .     |                                       | true  | true
          plain     | .     |                                       | false | false
          proxyless | .     |                                       | false | false
          """)
  void areNotKnownWhereASidecarLetsTheCallsThrough(
      String plane, String exportTo, String config, boolean routed, boolean unknown) {
    Plan plan =
        new Plan(
            Meshes.manifests(
                server("shop", "v1", 2),
                SERVICE.formatted(exportTo),
                config == null ? "" : CONFIG.formatted(config),
                routed ? ROUTE : ""),
            Load.builder().build(),
            new Settings().clientNamespace("web").target("shop.default:50051").build());
    Plane called = Plane.of(plane).orElseThrow();

    Optional<String> why = plan.unplayed(called, plan.targets().get(0));

    assertThat(why.isPresent()).isEqualTo(unknown);
    assertThat(why.orElse("Service default/shop")).contains("Service default/shop");
  }
}
