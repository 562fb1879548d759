package dev.meshlab.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.meshlab.lab.cli.LabReport.PlaneReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Names that stand for something other than a virtual IP: the pods' addresses, or another name. */
@Tag("envoy")
@Timeout(240)
class ServiceNamesIT {

  private static final long CALLS = 300;
  private static final int PODS = 3;

  @TempDir private Path directory;

  @Test
  void allCallsToAHeadlessServiceGoToOnePodByPickFirst() throws Exception {
    PlaneReport plain = headless("pick_first");

    assertThat(plain.text("verdict")).isEqualTo("agrees");
    assertThat(plain.ledger("client").values()).containsExactly(CALLS);
  }

  @Test
  void callsToAHeadlessServiceAreSpreadEvenlyByRoundRobin() throws Exception {
    PlaneReport plain = headless("round_robin");

    assertThat(plain.text("verdict")).isEqualTo("agrees");
    assertThat(plain.ledger("client").values())
        .hasSize(PODS)
        .allMatch(served -> Math.abs(served - CALLS / PODS) <= 1);
    assertThat(plain.gaps()).isEmpty();
  }

  @Test
  void routeToAnExternalNameReachesThePodsOfItsTarget() throws Exception {
    LabReport report =
        run(
            """
            spec: {clusterIP: 10.96.0.7, selector: {app: shop}, ports: [{name: grpc, port: 7100}]}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: alias}
            spec:
              type: ExternalName
              externalName: shop.default.svc.cluster.local
              ports: [{name: grpc, port: 7100}]
            ---
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: shop}
            spec: {hosts: [shop], http: [{route: [{destination: {host: alias}}]}]}
            """,
            "--planes=envoy,proxyless");

    for (PlaneReport plane : report.planes()) {
      assertThat(plane.text("verdict")).as(plane.text("plane")).isEqualTo("agrees");
      assertThat(plane.statuses()).containsOnly(entry("OK", CALLS));
      assertThat(plane.ledger("servers")).hasSize(PODS);
    }
  }

  private PlaneReport headless(String policy) throws IOException, InterruptedException {
    String service =
        """
        spec: {clusterIP: None, selector: {app: shop}, ports: [{name: grpc, port: 7100}]}
        """;
    return run(service, "--planes=plain", "--lb-policy=" + policy, "--connections=1")
        .plane("plain");
  }

  private LabReport run(String service, String... flags) throws IOException, InterruptedException {
    Path file = Files.writeString(directory.resolve("m.yaml"), PODS_AND_SERVICE + service);
    List<String> arguments =
        new ArrayList<>(List.of("run", "-f", file.toString(), "-o=json", "--calls=" + CALLS));
    arguments.addAll(List.of(flags));
    try (LabProcess lab = LabProcess.start(directory, arguments.toArray(String[]::new))) {
      assertThat(lab.exitCode()).as(lab.stderr()).isZero();
      return new LabReport(lab.json());
    }
  }

  private static final String PODS_AND_SERVICE =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: shop}
      spec:
        replicas: 3
        selector: {matchLabels: {app: shop}}
        template:
          metadata: {labels: {app: shop}}
          spec: {containers: [{name: shop, image: service-mesh-lab/server, args: [--port=7100]}]}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: shop}
      """;
}
