package dev.meshlab.lab.run;

import static dev.meshlab.lab.Meshes.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.client.load.Load;
import dev.meshlab.lab.Meshes;
import dev.meshlab.lab.report.RunReport;
import dev.meshlab.mesh.progress.HowFar;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A chain of two Services under policies, front before cart. */
class LeastPrivilegeTest {

  private static final String ALLOWED =
      "{apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: {name: cart},"
          + " spec: {selector: {matchLabels: {app: cart}}, rules: [{from: [{source: {principals: ['*/sa/%s']}}]}]}}";

  @ParameterizedTest
  @CsvSource({
    // who is let in, another workload that only calls, who is named, whether that is an alarm
    "front, '',  '',    false",
    "other, '',  '',    true",
    "front, '',  front, false",
    "front, '',  cart,  true",
    "front, job, '',    true",
    "job,   job, '',    false"
  })
  void raisesAnAlarmOnlyWhereTheOneWhoIsMeantIsDenied(
      String letIn, String callingOnly, String named, boolean alarm) {
    List<String> documents =
        new ArrayList<>(
            List.of(
                workload("front"),
                workload("cart"),
                service("front", "name: grpc, port: 50051"),
                service("cart", "name: grpc, port: 50051"),
                ALLOWED.formatted(letIn)));
    if (!callingOnly.isEmpty()) {
      documents.add(workload(callingOnly));
    }
    Settings settings = new Settings().standIn();
    RunSettings chosen =
        named.isEmpty() ? settings.build() : settings.build().calledBy("default/" + named);

    RunReport report =
        new Forecast(
                Meshes.manifests(documents.toArray(String[]::new)),
                Load.builder().calls(10).build(),
                chosen,
                HowFar.UNSEEN)
            .predict();

    assertThat(report.conclusion().callsFail()).isEqualTo(alarm);
  }

  private static String workload(String name) {
    return "{apiVersion: apps/v1, kind: Deployment, metadata: {name: %s}, spec: {selector: {matchLabels: {app: %s}}, template: {metadata: {labels: {app: %s}}, spec: {serviceAccountName: %s, containers: [{name: c, image: any}]}}}}"
        .formatted(name, name, name, name);
  }
}
