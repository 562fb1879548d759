package dev.meshlab.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.lab.cli.LabReport.PlaneReport;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Circuit breakers of a DestinationRule that let five calls through at once, before calls that are
 * slow: at the client's Envoy, and before each pod.
 */
@Tag("envoy")
@Timeout(240)
class BreakersIT {

  private static final int AT_ONCE = 5;
  private static final int PODS = 3;
  private static final int CALLS = 300;
  private static final String RULE = "src/test/resources/cases/38-circuit-breaker-grpc.yaml";

  @TempDir private Path directory;

  /**
   * A call that is let through takes a second, and the others are refused meanwhile. On a busy
   * machine more than the limit may get through, one second after the other, so the count of the
   * refused has to equal the failures, and not a number.
   */
  @Test
  void refuseTheCallsBeyondTheirLimitOnEveryPlaneAndTheVerdictKnowsIt() throws Exception {
    LabRun lab =
        LabRun.of(
            "--stand-in",
            "-f=" + RULE,
            "--calls=" + CALLS,
            "--concurrency=100",
            "--metadata=rpc-behavior=sleep-1");
    assertThat(lab.exitCode()).as(lab.report().toString()).isZero();
    LabReport report = lab.report();

    assertRefused(report.plane("plain"), AT_ONCE);
    assertRefused(report.plane("envoy"), AT_ONCE);
    assertRefused(report.plane("proxyless"), AT_ONCE * PODS);
  }

  /**
   * The rule of Istio's own task on circuit breaking: each call needs a connection of its own, and
   * one call may wait for the next. The same for a connection that carries one call at a time.
   */
  @ParameterizedTest
  @ValueSource(strings = {"maxRequestsPerConnection", "maxConcurrentStreams"})
  void refuseTheCallsThatWouldWaitForAConnection(String limit) throws Exception {
    Path manifests = directory.resolve("m.yaml");
    Files.writeString(
        manifests,
        """
        apiVersion: v1
        kind: Service
        metadata: {name: shop}
        spec: {selector: {app: shop}, ports: [{name: grpc, port: 80}]}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: shop}
        spec:
          replicas: 2
          selector: {matchLabels: {app: shop}}
          template:
            metadata: {labels: {app: shop}}
            spec: {containers: [{name: shop, image: shop}]}
        ---
        apiVersion: networking.istio.io/v1
        kind: DestinationRule
        metadata: {name: shop}
        spec:
          host: shop
          trafficPolicy:
            connectionPool:
              tcp: {maxConnections: 1}
              http: {http1MaxPendingRequests: 1, %s: 1}
        """
            .formatted(limit));
    LabRun lab = LabRun.of("--stand-in", "-f=" + manifests, "--calls=" + CALLS, "--concurrency=20");
    assertThat(lab.exitCode()).as(lab.report().toString()).isZero();
    LabReport report = lab.report();

    assertRefused(report.plane("plain"), 1);
    assertRefused(report.plane("envoy"), 1);
  }

  private static void assertRefused(PlaneReport plane, int letThrough) {
    long refused = plane.statuses().get("UNAVAILABLE");

    assertThat(plane.text("verdict")).as(plane.text("plane")).isEqualTo("agrees");
    assertThat(plane.statuses()).containsOnlyKeys("OK", "UNAVAILABLE");
    assertThat(plane.statuses().get("OK")).isBetween((long) letThrough, CALLS - refused);
    assertThat(plane.count("/ledgers/overflows")).isGreaterThanOrEqualTo(refused);
  }
}
