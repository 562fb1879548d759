package dev.meshlab.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.meshlab.lab.cli.LabReport.PlaneReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two workloads that only call, and a route of which one of them gets nothing but failures. */
@Tag("envoy")
@Timeout(240)
class CallersIT {

  private static final String MESH =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: shop, namespace: shop}
      spec: {selector: {app: shop}, ports: [{name: grpc, port: 9000}]}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: shop, namespace: shop}
      spec:
        replicas: 2
        selector: {matchLabels: {app: shop}}
        template: {metadata: {labels: {app: shop}}, spec: {containers: [{name: c, image: c}]}}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web, namespace: front}
      spec:
        selector: {matchLabels: {app: web}}
        template: {metadata: {labels: {app: web}}, spec: {containers: [{name: c, image: c}]}}
      ---
      apiVersion: batch/v1
      kind: CronJob
      metadata: {name: report, namespace: front}
      spec:
        schedule: '@daily'
        jobTemplate:
          spec: {template: {metadata: {labels: {app: report}}, spec: {containers: [{name: c, image: c}]}}}
      ---
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: {name: shop, namespace: shop}
      spec:
        hosts: [shop]
        http:
        - match: [{sourceLabels: {app: report}}]
          directResponse: {status: 403}
        - route: [{destination: {host: shop}}]
      """;

  @TempDir private Path directory;

  @Test
  void eachCallWhereSomethingElseIsPredictedForThem() throws Exception {
    Path file = Files.writeString(directory.resolve("m.yaml"), MESH);
    LabRun lab = LabRun.of("--stand-in", "-f=" + file, "--calls=60");
    assertThat(lab.exitCode()).as(lab.report().toString()).isZero();
    LabReport report = lab.report();

    assertThat(report.root().at("/caller/workload").asText()).isEqualTo("Deployment web");
    assertThat(report.root().at("/otherCallers/0/workload").asText()).isEqualTo("CronJob report");
    assertThat(of(report, "")).extracting(p -> p.text("plane")).hasSize(3);
    assertThat(of(report, "CronJob front/report"))
        .extracting(plane -> plane.text("plane"))
        .containsExactly("envoy");
    assertThat(report.planes()).allMatch(plane -> plane.text("verdict").equals("agrees"));
    assertThat(of(report, "CronJob front/report").get(0).statuses())
        .containsOnly(entry("PERMISSION_DENIED", 60L));
  }

  private static List<PlaneReport> of(LabReport report, String caller) {
    return report.planes().stream()
        .filter(plane -> plane.node().at("/request/caller").asText().equals(caller))
        .toList();
  }
}
