package dev.meshlab.mesh.loopback;

import static dev.meshlab.mesh.Meshes.CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.meshlab.mesh.Meshes;
import dev.meshlab.mesh.translate.ProxylessView;
import dev.meshlab.mesh.translate.xds.Resources;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.extensions.filters.http.fault.v3.HTTPFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** grpc-java refuses a whole configuration for one of these. */
class GrpcJavaRoutesTest {

  @ParameterizedTest
  @CsvSource({
    "'directResponse: {status: 410}', 410",
    "'redirect: {uri: /a}', 301",
    "'redirect: {uri: /a, redirectCode: 308}', 308"
  })
  void answerWithoutABackendAbortsTheCall(String answer, int status)
      throws InvalidProtocolBufferException {
    Route route = route("{%s}".formatted(answer));

    assertThat(route.getRoute().getCluster())
        .isEqualTo("outbound|50051||server.default.svc.cluster.local");
    HTTPFault fault =
        route.getTypedPerFilterConfigMap().get("envoy.filters.http.fault").unpack(HTTPFault.class);
    assertThat(fault.getAbort().getHttpStatus()).isEqualTo(status);
    assertThat(fault.getAbort().getPercentage().getNumerator()).isEqualTo(100);
  }

  @Test
  void settingsOfUnknownFiltersAreLeftOut() {
    Route route =
        route(
            "{corsPolicy: {allowOrigins: [{exact: a}]}, fault: {delay: {fixedDelay: 1s}},"
                + " route: [{destination: {host: server}}]}");

    assertThat(route.getTypedPerFilterConfigMap()).containsOnlyKeys("envoy.filters.http.fault");
  }

  /** The path of a gRPC call has no query. */
  @Test
  void routesThatAskForAQueryAreLeftOut() {
    Route route =
        first(
            Meshes.virtualService(
                "v",
                "hosts: [server], http: [{match: [{queryParams: {v: {exact: '2'}}}], route:"
                    + " [{destination: {host: server, subset: v2}}]}, {route: [{destination: {host:"
                    + " server}}]}]"));

    assertThat(route.getRoute().getCluster())
        .isEqualTo("outbound|50051||server.default.svc.cluster.local");
  }

  @Test
  void serviceIsAPlainPrefix() {
    String grpcRoute =
        "{apiVersion: gateway.networking.k8s.io/v1, kind: GRPCRoute, metadata: {name: r}, spec:"
            + " {parentRefs: [{group: '', kind: Service, name: server}], rules: [{matches:"
            + " [{method: {service: a.B}}], backendRefs: [{name: server, port: 50051}]}]}}";

    assertThat(first(grpcRoute).getMatch().getPrefix()).isEqualTo("/a.B/");
  }

  private static Route route(String http) {
    return first(Meshes.virtualService("v", "hosts: [server], http: [" + http + "]"));
  }

  private static Route first(String rule) {
    Resources resources = ProxylessView.translate(Meshes.of(Meshes.SERVER, rule), CLIENT);
    return GrpcJavaDeviations.adapt(resources)
        .resources()
        .routes()
        .get(0)
        .getVirtualHosts(0)
        .getRoutes(0);
  }
}
