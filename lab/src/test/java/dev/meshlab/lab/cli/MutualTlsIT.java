package dev.meshlab.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.meshlab.lab.Overlapping;
import dev.meshlab.lab.cli.LabReport.PlaneReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pods that ask for certificates, through real Envoys at either end. */
@Tag("envoy")
@Timeout(240)
class MutualTlsIT {

  private static final long CALLS = 200;
  private static final String ISTIO_MUTUAL = "tls: {mode: ISTIO_MUTUAL}, ";
  private static final String REFUSED = "refused: STRICT mutual TLS of PeerAuthentication ";

  @TempDir private Path directory;

  /** With and without a rule of the client's: a stock Envoy finds out by itself. */
  @Overlapping
  @ParameterizedTest
  @ValueSource(strings = {ISTIO_MUTUAL, ""})
  void strictPodsAnswerAnEnvoyAndRefusePlainText(String tls) throws Exception {
    LabReport report = run("STRICT", tls);

    answers(report.plane("envoy"));
    for (String plain : List.of("plain", "proxyless")) {
      PlaneReport plane = report.plane(plain);
      assertThat(plane.text("verdict")).as(plain).isEqualTo("agrees");
      assertThat(plane.statuses()).as(plain).containsOnly(entry("UNAVAILABLE", CALLS));
      assertThat(plane.node().toString()).contains(REFUSED);
    }
    assertThat(report.warnings()).noneMatch(warning -> warning.contains("PeerAuthentication"));
  }

  @Overlapping
  @Test
  void permissivePodsAnswerEverybody() throws Exception {
    LabReport report = run("PERMISSIVE", ISTIO_MUTUAL);

    List.of("plain", "envoy", "proxyless").forEach(name -> answers(report.plane(name)));
  }

  @Overlapping
  @Test
  void podsWithoutMutualTlsRefuseIt() throws Exception {
    LabReport report = run("DISABLE", ISTIO_MUTUAL);

    answers(report.plane("plain"));
    answers(report.plane("proxyless"));
    refuses(report.plane("envoy"), "the pod takes plain text only");
  }

  @Overlapping
  @Test
  void anEnvoyRefusesPodsOfAnotherIdentity() throws Exception {
    String other = "tls: {mode: ISTIO_MUTUAL, subjectAltNames: [\"spiffe://other\"]}, ";

    refuses(run("STRICT", other).plane("envoy"), "/ns/default/sa/shop, expected is");
  }

  private static void refuses(PlaneReport plane, String reason) {
    assertThat(plane.text("verdict")).isEqualTo("agrees");
    assertThat(plane.statuses()).containsOnly(entry("UNAVAILABLE", CALLS));
    assertThat(plane.node().toString()).contains(reason);
  }

  private static void answers(PlaneReport plane) {
    assertThat(plane.text("verdict")).as(plane.text("plane")).isEqualTo("agrees");
    assertThat(plane.statuses()).containsOnly(entry("OK", CALLS));
    assertThat(plane.gaps()).isEmpty();
  }

  private LabReport run(String mode, String tls) throws IOException, InterruptedException {
    Path file = Files.writeString(directory.resolve("m.yaml"), MANIFESTS.formatted(tls, mode));
    LabRun lab = LabRun.of("-f", file.toString(), "--allow-failures", "--calls=" + CALLS);
    assertThat(lab.exitCode()).as(lab.report().toString()).isZero();
    return lab.report();
  }

  private static final String MANIFESTS =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: shop}
      spec: {selector: {app: shop}, ports: [{name: grpc, port: 7000, targetPort: 7100}]}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: shop}
      spec:
        replicas: 2
        selector: {matchLabels: {app: shop}}
        template:
          metadata: {labels: {app: shop}}
          spec:
            serviceAccountName: shop
            containers: [{name: shop, image: service-mesh-lab/server, args: [--port=7100]}]
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: {name: shop}
      spec: {host: shop, trafficPolicy: {%s loadBalancer: {simple: ROUND_ROBIN}}}
      ---
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata: {name: default, namespace: istio-system}
      spec: {mtls: {mode: %s}}
      """;
}
