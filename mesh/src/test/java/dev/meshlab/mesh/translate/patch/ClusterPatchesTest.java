package dev.meshlab.mesh.translate.patch;

import static dev.meshlab.mesh.Meshes.CLIENT;
import static dev.meshlab.mesh.Meshes.destinationRule;
import static dev.meshlab.mesh.Meshes.service;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.meshlab.mesh.Meshes;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.manifest.Reads;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Viewer;
import dev.meshlab.mesh.translate.SidecarView;
import dev.meshlab.mesh.translate.xds.Resources;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterPatchesTest {

  private static final String HOST = "a.default.svc.cluster.local";
  private static final String VALUE = "patch: {operation: MERGE, value: {cleanup_interval: 1s}}";

  @ParameterizedTest
  @CsvSource({
    // the match, and whether the whole host and its subset are patched
    "'', true, true",
    "'context: ANY', true, true",
    "'context: SIDECAR_OUTBOUND', true, true",
    "'context: SIDECAR_INBOUND', false, false",
    "'context: GATEWAY', false, false",
    "'cluster: {service: a.default.svc.cluster.local}', true, true",
    "'cluster: {service: a}', false, false",
    "'cluster: {subset: v1}', false, true",
    "'cluster: {portNumber: 80}', true, true",
    "'cluster: {portNumber: 81}', false, false",
    "'cluster: {name: outbound|80|v1|a.default.svc.cluster.local}', false, true",
    "'cluster: {name: outbound|80||a.default.svc.cluster.local, subset: v1}', true, false",
    "'proxy: {proxyVersion: ^1\\.31.*}', true, true",
    "'proxy: {proxyVersion: ^1\\.9.*}', false, false",
    "'proxy: {metadata: {X: x}}', false, false",
  })
  void matches(String match, boolean host, boolean subset) {
    Resources resources =
        translate(filter("f", "default", "", "applyTo: CLUSTER, match: {" + match + "}, " + VALUE));

    assertThat(resources.clusters())
        .extracting(Cluster::hasCleanupInterval)
        .containsExactly(host, subset);
  }

  @ParameterizedTest
  @CsvSource({
    "default, '', true",
    "istio-system, '', true",
    "other, '', false",
    "default, 'workloadSelector: {labels: {app: b}},', false",
    "default, 'targetRefs: [{kind: Gateway, name: g}],', false",
  })
  void belongToANamespaceAndWorkload(String namespace, String selector, boolean applied) {
    Resources resources = translate(filter("f", namespace, selector, "applyTo: CLUSTER, " + VALUE));

    assertThat(resources.clusters().get(0).hasCleanupInterval()).isEqualTo(applied);
  }

  @Test
  void applyByPriorityThenTheMeshsFirst() {
    String patch = "applyTo: CLUSTER, patch: {operation: MERGE, value: {alt_stat_name: %s}}";

    assertThat(
            translate(
                    filter("a", "default", "", patch.formatted("own")),
                    filter("z", "istio-system", "", patch.formatted("mesh")))
                .clusters()
                .get(0)
                .getAltStatName())
        .isEqualTo("own");
    assertThat(
            translate(
                    filter("a", "default", "priority: -1,", patch.formatted("own")),
                    filter("z", "istio-system", "", patch.formatted("mesh")))
                .clusters()
                .get(0)
                .getAltStatName())
        .isEqualTo("mesh");
  }

  @Test
  void durationsReplaceAndListsGrowOrReplace() {
    String value =
        "value: {connect_timeout: 0.5s, circuit_breakers: {thresholds: [{priority: HIGH}]}}";
    Cluster merged =
        translate(
                filter(
                    "f",
                    "default",
                    "",
                    "applyTo: CLUSTER, patch: {operation: MERGE, %s}".formatted(value)))
            .clusters()
            .get(0);
    Cluster replaced =
        translate(
                filter(
                    "f",
                    "default",
                    "",
                    "applyTo: CLUSTER, patch: {operation: MERGE_AND_REPLACE_LIST, %s}"
                        .formatted(value)))
            .clusters()
            .get(0);

    assertThat(merged.getConnectTimeout())
        .isEqualTo(Duration.newBuilder().setNanos(500_000_000).build());
    assertThat(merged.getCircuitBreakers().getThresholdsCount()).isEqualTo(2);
    assertThat(replaced.getCircuitBreakers().getThresholdsCount()).isEqualTo(1);
  }

  @Test
  void removeAndAdd() {
    Resources resources =
        translate(
            filter(
                "f",
                "default",
                "",
                "applyTo: CLUSTER, match: {cluster: {subset: v1}}, patch: {operation: REMOVE}"),
            filter(
                "g",
                "default",
                "",
                "applyTo: CLUSTER, patch: {operation: ADD, value: {name: mine, type: STATIC}}"));

    assertThat(resources.clusters())
        .extracting(Cluster::getName)
        .containsExactly("outbound|80||" + HOST, "mine");
    assertThat(resources.endpoints()).hasSize(1);
  }

  @Test
  void transportSocketMergesWithinItsType() throws InvalidProtocolBufferException {
    String tls = destinationRule("t", "host: b, trafficPolicy: {tls: {mode: SIMPLE, sni: x}}");
    String type =
        "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext";
    Mesh mesh =
        Meshes.of(
            service("b", "grpc", 80),
            tls,
            filter(
                "f",
                "default",
                "",
                "applyTo: CLUSTER, patch: {operation: MERGE, value: {alt_stat_name: lost,"
                    + " transport_socket: {name: envoy.transport_sockets.tls, typed_config:"
                    + " {\"@type\": "
                    + type
                    + ", allow_renegotiation: true}}}}"));
    Cluster cluster = SidecarView.translate(mesh, CLIENT).clusters().get(0);
    UpstreamTlsContext context =
        cluster.getTransportSocket().getTypedConfig().unpack(UpstreamTlsContext.class);

    assertThat(context.getSni()).isEqualTo("x");
    assertThat(context.getAllowRenegotiation()).isTrue();
    assertThat(cluster.getAltStatName()).isEmpty();
  }

  @Test
  void otherPatchesStayUnread() {
    ManifestSet manifests =
        Meshes.manifests(
            service("a", "grpc", 80),
            filter(
                "f",
                "default",
                "workloadSelector: {labels: {}},",
                "applyTo: HTTP_FILTER, patch: {operation: INSERT_BEFORE, value: {name: x}}"));
    Reads reads = new Reads();
    SidecarView.translate(Mesh.of(manifests, reads, Viewer.CALLER), CLIENT);
    Document document = manifests.of("networking.istio.io", "EnvoyFilter").get(0);

    assertThat(reads.unread(document))
        .extracting(Reads.Unread::path)
        .contains("spec.configPatches[0].applyTo", "spec.configPatches[0].patch.value.name");
  }

  @ParameterizedTest
  @CsvSource({
    "'{connect_timeout: soon}', true",
    "'{circuit_breakers: 5}', true",
    "'{transport_socket: {typed_config: {\"@type\": no/such.Type}}}', true",
    "'[1, 2]', true",
    "'{type: NOWHERE}', true",
    "'{alt_stat_name: 5}', true",
    "'{connect_timeouts: 1s}', false",
  })
  void valueThatIsNoClusterIsAProblem(String value, boolean error) {
    List<Diagnostic> problems =
        PatchProblems.in(
            Meshes.manifests(
                filter(
                    "f",
                    "default",
                    "",
                    "applyTo: CLUSTER, patch: {operation: MERGE, value: " + value + "}")));

    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).isError()).isEqualTo(error);
    assertThat(problems.get(0).path()).isEqualTo("spec.configPatches[0].patch.value");
    assertThat(problems.get(0).line()).isPositive();
  }

  private static String filter(String name, String namespace, String more, String patch) {
    return "{apiVersion: networking.istio.io/v1alpha3, kind: EnvoyFilter, metadata: {name: %s, namespace: %s}, spec: {%s configPatches: [{%s}]}}"
        .formatted(name, namespace, more, patch);
  }

  private static Resources translate(String... filters) {
    String[] documents = new String[filters.length + 2];
    documents[0] = service("a", "grpc", 80);
    documents[1] = destinationRule("d", "host: a, subsets: [{name: v1, labels: {version: v1}}]");
    System.arraycopy(filters, 0, documents, 2, filters.length);
    return SidecarView.translate(Meshes.of(documents), CLIENT);
  }
}
