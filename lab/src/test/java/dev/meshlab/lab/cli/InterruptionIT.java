package dev.meshlab.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.meshlab.lab.Overlapping;
import dev.meshlab.lab.cli.LabReport.PlaneReport;
import dev.meshlab.lab.failure.ExitCode;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever dies, the report is true to what was measured, and nothing is left behind. */
@Timeout(240)
class InterruptionIT {
  /** Reaching into the middle of it takes a fraction of a second. */
  private static final String LONG_ENOUGH = "--duration=4s";

  private static final String SERVER = "meshlab-server.jar";

  @TempDir private Path directory;
  private LabProcess lab;

  @AfterEach
  void leavesNothingBehind() {
    await()
        .atMost(LabProcess.BOUND)
        .untilAsserted(() -> assertThat(lab.leftovers()).as("processes and files").isEmpty());
    lab.close();
  }

  private void start(String planes) throws Exception {
    lab =
        LabProcess.start(
            directory,
            LabProcess::heedingSigint,
            "run",
            "-o=json",
            LONG_ENOUGH,
            "--planes=" + planes);
  }

  private void startMeasuring(String plane) throws Exception {
    start(plane);
    lab.awaitProgress(plane + ": measuring");
  }

  @Overlapping
  @Test
  void doesNotJudgeWhenAPodIsKilled() throws Exception {
    startMeasuring("proxyless");

    lab.child(SERVER).destroyForcibly();

    assertThat(lab.exitCode()).isEqualTo(ExitCode.NOT_AS_EXPECTED);
    PlaneReport plane = new LabReport(lab.json()).plane("proxyless");
    assertThat(plane.text("status")).isEqualTo("measured");
    assertThat(plane.text("verdict")).isEqualTo("unknown");
    assertThat(plane.text("reason")).contains("server-").contains("exit code 137");
    assertThat(plane.statuses()).containsKey("OK");
  }

  @Overlapping
  @ParameterizedTest
  @Tag("envoy")
  @CsvSource({
    "envoy-envoy-1.yaml, Envoy ended",
    "envoy-servers.yaml, the sidecars of the pods are gone: Envoy ended"
  })
  void doesNotJudgeWhenAnEnvoyIsKilled(String envoy, String whatEnded) throws Exception {
    startMeasuring("envoy");

    lab.child(envoy).destroyForcibly();

    assertThat(lab.exitCode()).isEqualTo(ExitCode.NOT_AS_EXPECTED);
    PlaneReport plane = new LabReport(lab.json()).plane("envoy");
    assertThat(plane.text("verdict")).isEqualTo("unknown");
    assertThat(plane.text("reason")).isEqualTo(whatEnded + " with exit code 137");
    assertThat(plane.statuses()).containsKey("OK").containsKey("UNAVAILABLE");
  }

  @Overlapping
  @Test
  void reportsWhatItHasWhenInterrupted() throws Exception {
    start("plain,proxyless");
    lab.awaitProgress("plain: measuring");

    lab.interrupt();

    assertThat(lab.exitCode()).isEqualTo(130);
    assertThatTheReportIsPartial();
  }

  @Overlapping
  @Test
  void isNotHurriedByASecondInterrupt() throws Exception {
    start("plain,proxyless");
    lab.awaitProgress("plain: measuring");

    lab.interrupt();
    lab.interrupt();

    assertThat(lab.exitCode()).isEqualTo(130);
    assertThatTheReportIsPartial();
  }

  private void assertThatTheReportIsPartial() throws Exception {
    LabReport report = new LabReport(lab.json());
    assertThat(report.root().get("interrupted").asBoolean()).isTrue();
    assertThat(report.root().get("conclusion").asText()).contains("; NOT MEASURED: proxyless; ");
    assertThat(report.planes())
        .extracting(plane -> plane.text("plane") + " " + plane.text("status"))
        .containsExactly("plain measured", "proxyless left-out");
    assertThat(report.plane("plain").count("/calls")).isPositive();
    assertThat(report.plane("plain").gaps()).isEmpty();
  }

  @Overlapping
  @Test
  void leavesOpenTheCasesOfATestThatItDidNotMeasure() throws Exception {
    Path test =
        Files.writeString(
            directory.resolve("long.yaml"),
            """
            apiVersion: meshlab.dev/v1
            kind: MeshTest
            metadata: {name: long}
            spec:
              manifests: [%s]
              to: server.service-mesh-lab:50051
              from: service-mesh-lab/client
              cases:
                - {name: measured, call: {duration: 4s}, expect: [only OK]}
                - {name: not measured, expect: [only OK]}
            """
                .formatted(Path.of("../k8s").toAbsolutePath().normalize()));
    lab =
        LabProcess.start(
            directory,
            LabProcess::heedingSigint,
            "test",
            test.toString(),
            "-o=json",
            "--planes=plain");
    lab.awaitProgress("measuring");

    lab.interrupt();

    assertThat(lab.exitCode()).as(lab.stderr()).isEqualTo(130);
    assertThat(lab.json().at("/tests/0/cases"))
        .extracting(testCase -> testCase.get("verdict").asText())
        .containsExactly("passed", "not-tried");
  }

  @Overlapping
  @Test
  void endsWhenInterruptedBeforeAnythingIsMeasured() throws Exception {
    start("plain");
    lab.awaitProgress("starting pods");

    lab.interrupt();

    assertThat(lab.exitCode()).isEqualTo(130);
    assertThat(new LabReport(lab.json()).root().get("interrupted").asBoolean()).isTrue();
  }

  @Overlapping
  @Test
  void saysThatTheReportCouldNotBeWritten() throws Exception {
    lab =
        LabProcess.start(
            directory,
            builder -> builder.redirectOutput(new File("/dev/full")),
            "run",
            "--planes=plain",
            "--calls=30");

    assertThat(lab.exitCode()).isEqualTo(ExitCode.INTERNAL_ERROR);
    assertThat(lab.stderr()).contains("standard output").doesNotContain("\tat ");
  }

  @Overlapping
  @Test
  @Tag("envoy")
  void leavesNothingBehindWhenItIsKilledItself() throws Exception {
    startMeasuring("envoy");
    List<ProcessHandle> children = List.of(lab.child(SERVER), lab.child("/envoy "));

    lab.kill();

    assertThat(lab.exitCode()).isEqualTo(137);
    await()
        .atMost(LabProcess.BOUND)
        .until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
  }
}
