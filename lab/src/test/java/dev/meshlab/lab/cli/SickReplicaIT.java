package dev.meshlab.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.meshlab.lab.cli.LabReport.PlaneReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One of three replicas fails all of its calls, which Istio's default policy attempts again. */
@Tag("envoy")
@Timeout(240)
class SickReplicaIT {

  private static final long CALLS = 900;

  @TempDir private Path directory;

  @Test
  void failsAttemptsThatEnvoyMakesAgainElsewhereInTurnAndTheReportNamesThem() throws Exception {
    LabRun lab =
        LabRun.of(
            "-f=../k8s,../istio",
            "--planes=envoy",
            "--calls=" + CALLS,
            "--metadata=rpc-behavior=hostname=server-2 error-code-14");
    assertThat(lab.exitCode()).as(lab.report().toString()).isZero();
    PlaneReport envoy = lab.report().plane("envoy");
    Map<String, Long> attempts = byName(envoy, envoy.ledger("envoy"));

    assertThat(envoy.text("verdict")).isEqualTo("agrees");
    assertThat(envoy.statuses()).containsOnly(entry("OK", CALLS));
    assertThat(byName(envoy, envoy.replies()).keySet()).containsExactly("server-1", "server-3");
    assertThat(envoy.gaps()).isEmpty();
    assertThat(envoy.ledger("servers")).isEqualTo(envoy.ledger("envoy"));
    assertThat(attempts.get("server-2")).isPositive().isEqualTo(envoy.count("/ledgers/retries"));
    assertThat(envoy.node().at("/prediction/retryOn").asText()).contains("unavailable");
  }

  @Test
  void doesTheWorkOfCallsThatItFailsLateSoThatAnotherDoesItAgain() throws Exception {
    LabRun lab =
        LabRun.of(
            "-f=../k8s,../istio",
            "--planes=envoy",
            "--calls=300",
            "--rpc=create",
            "--metadata=rpc-behavior=hostname=server-2 late-error-code-14",
            "--expect=only OK",
            "--expect=duplicated above 20%");

    assertThat(lab.exitCode()).as(lab.report().toString()).isZero();
  }

  @Test
  void isNotExpectedToAnswerOnceOutlierDetectionHasEjectedIt() throws Exception {
    Path rule =
        Files.writeString(
            directory.resolve("rule.yaml"),
            """
            apiVersion: networking.istio.io/v1
            kind: DestinationRule
            metadata: {name: server, namespace: service-mesh-lab}
            spec:
              host: server
              trafficPolicy:
                loadBalancer: {simple: ROUND_ROBIN}
                outlierDetection:
                  {consecutive5xxErrors: 5, baseEjectionTime: 300s, maxEjectionPercent: 50}
            """);
    LabRun lab =
        LabRun.warmedUp(
            "-f",
            "../k8s",
            "-f",
            rule.toString(),
            "--planes=envoy",
            "--warm-up=500ms", // in which it is ejected
            "--calls=" + CALLS,
            "--metadata=rpc-behavior=hostname=server-2 error-code-14");
    assertThat(lab.exitCode()).as(lab.report().toString()).isZero();
    PlaneReport envoy = lab.report().plane("envoy");

    assertThat(byName(envoy, envoy.replies()))
        .isEqualTo(Map.of("server-1", CALLS / 2, "server-3", CALLS / 2));
    assertThat(envoy.node().get("ejected"))
        .singleElement()
        .satisfies(
            uuid ->
                assertThat(envoy.node().at("/pods/" + uuid.asText() + "/name").asText())
                    .isEqualTo("server-2"));
  }

  private static Map<String, Long> byName(PlaneReport plane, Map<String, Long> counts) {
    return counts.entrySet().stream()
        .collect(
            Collectors.toMap(
                count -> plane.node().at("/pods/" + count.getKey() + "/name").asText(),
                Map.Entry::getValue,
                Long::sum,
                TreeMap::new));
  }
}
