package dev.meshlab.lab.run;

import static dev.meshlab.lab.Meshes.server;
import static dev.meshlab.lab.Meshes.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.client.load.Load;
import dev.meshlab.lab.Meshes;
import dev.meshlab.lab.report.PlaneReport;
import dev.meshlab.lab.report.RunReport;
import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.progress.HowFar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A Service under STRICT mutual TLS: a plane without an identity does not reach its pods. */
class ConclusionOfCallersTest {

  private static final String STRICT =
      "{apiVersion: security.istio.io/v1, kind: PeerAuthentication, metadata: {name: all}, spec: {mtls: {mode: STRICT}}}";

  private static RunReport forecast(Settings settings, String inject) {
    String caller =
        "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}, annotations: {%s}}, spec: {containers: [{name: c, image: web}]}}}}"
            .formatted(inject);
    return new Forecast(
            Meshes.manifests(
                server("shop", "v1", 2),
                service("shop", "name: grpc, port: 50051"),
                STRICT,
                caller),
            Load.builder().calls(10).build(),
            settings.build(),
            HowFar.UNSEEN)
        .predict();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                     | envoy     | false
          sidecar.istio.io/inject: 'false'       | plain     | true
          inject.istio.io/templates: grpc-agent  | proxyless | true
          """)
  void isAboutTheWayByWhichTheCallerCalls(String inject, String own, boolean fails) {
    RunReport report = forecast(new Settings().standIn(), inject);

    assertThat(report.conclusion().callsFail()).isEqualTo(fails);
    assertThat(report.planes())
        .filteredOn(plane -> !plane.forComparison())
        .extracting(PlaneReport::plane)
        .contains(own);
    assertThat(report.conclusion().sentence().contains("which the caller does not use"))
        .isEqualTo(!fails);
  }

  @Test
  void countsEveryPlaneThatTheUserNames() {
    RunReport report = forecast(new Settings().standIn().planes(Plane.PLAIN, Plane.ENVOY), "");

    assertThat(report.conclusion().callsFail()).isTrue();
    assertThat(report.planes()).noneMatch(PlaneReport::forComparison);
  }
}
